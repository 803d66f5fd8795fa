package io.openges.domain.queue;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One version of a tenant's rules of one kind, and of the queues they are assigned to: a rule
 * serves many queues, a queue has at most one of a kind (specifications 8.2, 11, 12). Readers see
 * one version as a whole, so an assignment never names a rule that is not there. Assignments do not
 * depend on the published table: one whose queue is not in it waits for the queue to come back.
 * Implementations are immutable and thread-safe.
 *
 * @param <R> the rules of the kind
 */
public sealed interface QueueRules<R extends QueueRules<R>>
    permits CapacityRules, NumberRules, RegionRules {

  /** Most rules of a kind that a tenant has. */
  int MAX_RULES = 1000;

  /** Returns the version: it rises with each effective change; 0 before the first. */
  int version();

  /** Returns the rules by name, names rising. */
  SortedMap<String, ?> rules();

  /** Returns the name of the rule by queue, queues rising. */
  SortedMap<QueueName, String> assignments();

  /** Returns the queues a rule is assigned to, rising. */
  default List<QueueName> queuesOf(String rule) {
    return assignments().entrySet().stream()
        .filter(assignment -> assignment.getValue().equals(rule))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Returns these rules without one.
   *
   * @throws IllegalArgumentException if it is assigned to a queue
   */
  R without(String rule);

  /**
   * Returns these rules with another assignment.
   *
   * @param rule the queue's rule from now on, null for none
   * @throws IllegalArgumentException if there is no such rule
   */
  R assigning(QueueName queue, @Nullable String rule);

  /** Returns the same under another version. */
  R withVersion(int newVersion);

  /** Returns all but the version as plain values of JSON. */
  Map<String, Object> content();
}
