package io.openges.ports.driving.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import java.util.List;

/**
 * Driving port: how long would a call wait in each of these queues (specification 3.8)? Never
 * writes. Safe for use by many threads at once.
 */
public interface EstimateWait {

  /** Most queues of one question. */
  int MOST_QUEUES = 100;

  /**
   * Returns an estimate for each name, in the order of the question; a name that comes twice is
   * answered twice. No queue's trouble touches another's estimate, and all together take no longer
   * than one call to the source may.
   */
  List<Estimate> estimate(Question question);

  /**
   * What is asked.
   *
   * @param tenant whose customer asks
   * @param queues 1 to {@value #MOST_QUEUES} names, also of queues without a row of settings
   * @param mode by which figures
   * @param withHeld whether calls on hold count too
   */
  record Question(TenantId tenant, List<QueueName> queues, WaitTimeMode mode, boolean withHeld) {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no name or there are too many
     */
    public Question {
      requireNonNull(tenant, "tenant");
      requireNonNull(mode, "mode");
      queues = List.copyOf(queues);
      if (queues.isEmpty() || queues.size() > MOST_QUEUES) {
        throw new IllegalArgumentException("1 to 100 queues expected: " + queues.size());
      }
    }
  }

  /**
   * The estimate of a queue.
   *
   * @param queue as it was asked for
   * @param waitTime its wait, or why that is unknown
   * @param configured whether the tenant has a row for the queue: without one, a queue that never
   *     had traffic may just as well be misspelt
   */
  record Estimate(QueueName queue, WaitTime waitTime, boolean configured) {

    /** Checks that both parts are there. */
    public Estimate {
      requireNonNull(queue, "queue");
      requireNonNull(waitTime, "waitTime");
    }
  }
}
