package io.openges.ports.driven.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Driven port: lists and counts of callbacks.
 *
 * <p>Safe for use by many threads at once. Every implementation passes
 * {@code CallbackQueriesContract}.
 */
public interface CallbackQueries {

  /**
   * Returns the callbacks that match, rising by desired time, those of one time by the text of
   * their ids, without user data.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  List<Callback> list(Filter filter);

  /**
   * Returns how many open callbacks each tenant has in each open state; states without any are left
   * out.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Map<TenantId, Map<CallbackState, Long>> countOpen();

  /**
   * Returns the tenant's queues that have callbacks in state QUEUED that are desired before
   * {@code before}.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Set<QueueName> waiting(TenantId tenant, Instant before);

  /**
   * Returns the callbacks of a number, rising by desired time, those of one time by the text of
   * their ids, without user data.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  List<Callback> ofNumber(NumberFilter filter);

  /**
   * Returns what bookings of this number in this queue are counted with, as it stands now.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Company company(TenantId tenant, QueueName queue, PhoneNumber number);

  /**
   * The open callbacks a booking would come among (specification 9).
   *
   * @param ofNumber those with its number, 0 or more
   * @param waiting immediate ones of its queue in state QUEUED, 0 or more
   */
  record Company(int ofNumber, int waiting) {}

  /**
   * Which callbacks of a number.
   *
   * @param tenant whose
   * @param digits what the number may be written as, see
   *     {@link io.openges.domain.callback.PhoneNumber#digits}; none of them empty
   * @param queue of which queue, null for all
   * @param openOnly whether completed ones are left out
   * @param limit most callbacks to return, 1 to 1000
   */
  record NumberFilter(
      TenantId tenant, Set<String> digits, @Nullable QueueName queue, boolean openOnly, int limit) {

    /** Copies the set. */
    public NumberFilter {
      requireNonNull(tenant, "tenant");
      digits = Set.copyOf(digits);
    }
  }

  /**
   * Which callbacks.
   *
   * @param tenant whose
   * @param states in which states; empty for all
   * @param queue of which queue, null for all
   * @param desired from which to which desired time
   * @param reason completed for which reason, null for any
   * @param page which part of the result
   */
  record Filter(
      TenantId tenant,
      Set<CallbackState> states,
      @Nullable QueueName queue,
      Range desired,
      @Nullable String reason,
      Page page) {

    /** Copies the set. */
    public Filter {
      requireNonNull(tenant, "tenant");
      requireNonNull(desired, "desired");
      requireNonNull(page, "page");
      states = Set.copyOf(states);
    }
  }

  /**
   * A stretch of desired times.
   *
   * @param from inclusive, null for no bound
   * @param to exclusive, null for no bound
   */
  record Range(@Nullable Instant from, @Nullable Instant to) {}

  /**
   * A part of the result.
   *
   * @param limit most callbacks to return, 1 to 1000
   * @param after continue after this one, null for the first page
   */
  record Page(int limit, @Nullable Cursor after) {}

  /**
   * Where a page ended.
   *
   * @param desiredTime the last callback's desired time
   * @param id the last callback's id
   */
  record Cursor(Instant desiredTime, CallbackId id) {}
}
