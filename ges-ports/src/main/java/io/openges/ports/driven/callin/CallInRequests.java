package io.openges.ports.driven.callin;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.CallbackId;
import io.openges.domain.callin.CallInKey;
import io.openges.domain.callin.CallInOrder;
import io.openges.domain.callin.CallInRequest;
import io.openges.domain.callin.IncomingCall;
import io.openges.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Driven port: keeps call-in requests (specification 16). Each method is atomic over all nodes.
 * {@link #create}, {@link #match} and {@link #erase} of one tenant are done one after the other;
 * {@link #find}, {@link #expire} and {@link #purge} wait for none of them, so a request may end
 * while a call is being matched, which then finds another or none.
 *
 * <p>Safe for use by many threads at once. Every implementation passes
 * {@code CallInRequestsContract} and {@code CallInUpkeepContract}.
 */
public interface CallInRequests {

  /**
   * Chooses a number and, if the order has codes, a code that no open request of that number has,
   * and keeps the request. An open request of the same number that is known by the same caller
   * alone expires with that. Who waits for a turn may keep a connection from others.
   *
   * @param chance chooses the code
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer; the
   *     request may have been made, and then expires by itself
   */
  Creation create(CallInOrder order, Chance chance);

  /**
   * Finds the open request that a call belongs to and marks it as matched, once; the same call gets
   * the same answer whenever it is asked for again. A wrong code is counted against the caller and
   * the number; while there are too many, nothing is found, whatever is sent.
   *
   * @return the request as it is now, empty if nobody expected the call
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again for the same call is harmless
   */
  Optional<CallInRequest> match(IncomingCall call);

  /**
   * Finds a request; one of another tenant is not found.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<CallInRequest> find(CallInKey key);

  /**
   * Ends a request whose number nobody was told; does nothing if it is not open.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  void expire(CallInKey key);

  /**
   * Erases caller and user data of requests, and the wrong codes of the callers (specification
   * 6.9); a request that waits for its call expires with that.
   *
   * @return how many requests were erased; those that had nothing personal do not count
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  int erase(Personal whose);

  /**
   * Deletes requests that were made before {@code before}, of all tenants, and wrong codes that
   * count no more at {@code now}; at most {@code limit} of each.
   *
   * @return how many were deleted of those of which there were more; less than {@code limit} when
   *     nothing is left
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  int purge(Instant before, Instant now, int limit);

  /**
   * Whose requests are to be erased.
   *
   * @param tenant whose
   * @param digits those of callers, without the {@code +}; a request of one of them is meant
   * @param callbacks a request that names one of them is meant as well
   */
  record Personal(TenantId tenant, Set<String> digits, Set<CallbackId> callbacks) {

    /** Copies the sets. */
    public Personal {
      requireNonNull(tenant, "tenant");
      digits = Set.copyOf(digits);
      callbacks = Set.copyOf(callbacks);
    }
  }

  /** What came of an order. */
  sealed interface Creation {

    /**
     * The request is kept.
     *
     * @param request the request
     */
    record Created(CallInRequest request) implements Creation {}

    /**
     * No number, or no code, is free; nothing was kept.
     *
     * @param nextExpiry when the first open request of these numbers ends, null if there is none
     */
    record NoneFree(@Nullable Instant nextExpiry) implements Creation {}
  }
}
