package io.openges.ports.driven.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import java.util.Map;
import java.util.Set;

/**
 * Driven port: estimated waiting times. Safe for use by many threads at once. Every implementation
 * passes {@code WaitTimesContract}.
 */
public interface WaitTimes {

  /**
   * Returns the wait of {@code queue} now, a few seconds old at most while its source answers;
   * {@link WaitTime#UNAVAILABLE} when nobody has answered for a minute. Never throws and never
   * blocks longer than a call's time limit. For bookings: asks nobody but the source.
   */
  WaitTime read(TenantId tenant, QueueName queue, WaitTimeMode mode);

  /**
   * Returns the wait of {@code queue} that {@link #read} or {@link #readAll} has brought last,
   * without asking anybody; {@link WaitTime#UNAVAILABLE} if there is none, or none of the last
   * minute. Never throws and returns at once. For dispatch, which must not wait.
   */
  WaitTime lastKnown(TenantId tenant, QueueName queue, WaitTimeMode mode);

  /** Returns the waits of queues of the tenant's settings, with no others. */
  default Map<QueueName, WaitTime> readAll(
      TenantId tenant, Set<QueueName> configured, Method method) {
    return readAll(tenant, configured, Set.of(), method);
  }

  /**
   * Returns the wait of every queue that is asked for, as {@link #read} does. The source is asked
   * for several queues at once, and for all together no longer than for one: of those it has not
   * answered by then the wait is the one heard last, {@link WaitTime#UNAVAILABLE} if that was more
   * than a minute ago. For customers' questions, which are many: nodes may tell each other what
   * they have heard.
   *
   * @param configured queues that the tenant's settings name now or did
   * @param others names that only whoever asks knows: they may be made up, so no trouble with them
   *     says anything about the source
   */
  Map<QueueName, WaitTime> readAll(
      TenantId tenant, Set<QueueName> configured, Set<QueueName> others, Method method);

  /**
   * Says whether the source keeps tenants apart: if not, a name means the same queue whichever
   * tenant asks, and whose it is only the settings say.
   */
  boolean tellsTenantsApart();

  /**
   * How a wait is estimated (specification 3.8). Immutable and thread-safe.
   *
   * @param mode by which figures
   * @param withHeld whether calls on hold count too
   */
  record Method(WaitTimeMode mode, boolean withHeld) {

    /** Checks that there is a mode. */
    public Method {
      requireNonNull(mode, "mode");
    }
  }
}
