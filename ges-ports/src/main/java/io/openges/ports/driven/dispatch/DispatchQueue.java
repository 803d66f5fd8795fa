package io.openges.ports.driven.dispatch;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Absence;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.Transition;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.domain.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Driven port: the callbacks something is to be done with, in the order of their wake-up times. One
 * time per callback serves every purpose: due, lease end, doubt about a start, expiry, revocation.
 *
 * <p>Safe for use by many threads at once, and by many processes that share the store. Every
 * implementation passes {@code DispatchQueueContract} and {@code WakingContract}.
 */
public interface DispatchQueue {

  /**
   * Claims callbacks whose wake-up time has come: each gets the end of the lease as its new wake-up
   * time, its attempt's lease count rises by one, and no other caller gets it before. Ordered by
   * wake-up time, then priority (higher first), then creation. The version does not change.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     claims that were made end with their lease
   */
  Claims claim(ClaimRequest request);

  /**
   * Stores that stream entries exist: each change is stored if the version is still that of its
   * {@code before}, with its new wake-up time; durable on return.
   *
   * @return the keys of those that were not stored because somebody changed them meanwhile
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer; any
   *     part may have been stored, and asking again is harmless
   */
  Set<CallbackKey> confirm(List<Confirmation> confirmations);

  /**
   * Sets wake-up times, and what is known of absent sessions, of claimed callbacks whose version is
   * still the given one, ending the claim.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  void wakeAt(List<Wake> wakes);

  /**
   * Wakes scheduled callbacks of a queue that are desired within {@code desired} and would wake
   * later than {@code at}: for when waiting times are longer than at their booking (specification
   * 6.5); those that are claimed are left alone. Returns how many.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  int wakeEarlier(TenantId tenant, QueueName queue, Interval desired, Instant at);

  /**
   * Wakes callbacks of these queues that are still to be handed over, SCHEDULED or QUEUED, are
   * desired before {@code desired} and would wake later than {@code at}: for when settings have
   * changed, so that the newest judge them (specifications 6.5, 10.1); those that are claimed are
   * left alone. Returns how many.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  int wakeUnsubmitted(TenantId tenant, Set<QueueName> queues, Instant desired, Instant at);

  /**
   * Gives back everything {@code owner} has claimed and neither confirmed nor put off, due at
   * {@code now}. Leases that end more than a minute later cannot be its own.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer; the
   *     leases end by themselves
   */
  void release(String owner, Instant now);

  /**
   * Tells when a callback wakes next and who has claimed it; empty if it is unknown. For people who
   * ask why it waits: stale as soon as it is returned.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<WakeUp> wakeUp(CallbackKey key);

  /**
   * When a callback is looked at next.
   *
   * @param at when, or when its claim ends; null for never
   * @param owner who has claimed it until then, null if nobody has
   */
  record WakeUp(@Nullable Instant at, @Nullable String owner) {}

  /**
   * What to claim.
   *
   * @param owner the node, unique among those that run
   * @param now callbacks with a wake-up time up to now are claimed, milliseconds, UTC
   * @param lease how long the claim holds
   * @param limit most callbacks to claim, 1 or more
   */
  record ClaimRequest(String owner, Instant now, Duration lease, int limit) {

    /** Checks that every part is there. */
    public ClaimRequest {
      requireNonNull(owner, "owner");
      requireNonNull(now, "now");
      requireNonNull(lease, "lease");
    }
  }

  /**
   * What was claimed.
   *
   * @param callbacks with everything a submission needs
   * @param nextWake when the next callback that was not claimed wakes, empty if none will
   */
  record Claims(List<Callback> callbacks, Optional<Instant> nextWake) {

    /** Copies the list. */
    public Claims {
      callbacks = List.copyOf(callbacks);
    }
  }

  /**
   * A written stream entry to store.
   *
   * @param change the promotion
   * @param wakeAt when to look at the callback next, null for never
   */
  record Confirmation(Transition.Changed change, @Nullable Instant wakeAt) {

    /** Checks that there is a change. */
    public Confirmation {
      requireNonNull(change, "change");
    }
  }

  /**
   * A new wake-up time.
   *
   * @param key whose
   * @param version the version it was judged by
   * @param at when, null for never
   * @param newExpiry its new end of life, null if that stays
   * @param absence what is known of its session's absence now, null if nothing
   */
  record Wake(
      CallbackKey key,
      long version,
      @Nullable Instant at,
      @Nullable Instant newExpiry,
      @Nullable Absence absence) {

    /** Checks that there is a key. */
    public Wake {
      requireNonNull(key, "key");
    }
  }
}
