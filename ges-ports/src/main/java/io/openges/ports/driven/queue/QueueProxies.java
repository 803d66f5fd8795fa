package io.openges.ports.driven.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import java.util.List;

/**
 * Driven port: the objects that stand for queues in the contact center's configuration, so that it
 * can say who may see which queue (specification 10.4). Only objects that GES made, or might have
 * made, are ever seen here; all others are left alone.
 *
 * <p>Safe for use by many threads at once, and by many processes. Every implementation passes
 * {@code QueueProxiesContract}.
 */
public interface QueueProxies {

  /**
   * Returns all objects of a tenant.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if there is no useful answer
   */
  List<QueueProxy> all(TenantId tenant);

  /**
   * Makes an object for a queue; one that is there already is taken over. Asking again is harmless.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if it was not made, or nobody
   *     knows
   */
  void create(TenantId tenant, QueueName queue);

  /**
   * Deletes an object; one that is gone already counts as deleted. Asking again is harmless.
   *
   * @param proxy as {@link #all} has returned it
   * @throws io.openges.ports.driven.DependencyUnavailableException if it was not deleted, or nobody
   *     knows
   */
  void remove(TenantId tenant, QueueProxy proxy);

  /**
   * An object that stands for a queue. Immutable and thread-safe.
   *
   * @param queue the queue
   * @param id names the object in the configuration
   */
  record QueueProxy(QueueName queue, String id) {

    /** Checks that there are both. */
    public QueueProxy {
      requireNonNull(queue, "queue");
      requireNonNull(id, "id");
    }
  }
}
