package io.openges.ports.driving.queue;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.SettingsTable;
import java.util.List;

/**
 * What came of a change of rules, or of call-in groups. Immutable and thread-safe.
 *
 * @param <R> the rules
 */
public sealed interface RuleOutcome<R> {

  /**
   * The change is in force.
   *
   * @param rules the rules as they are now
   * @param applied whether anything changed
   */
  record Changed<R>(R rules, boolean applied) implements RuleOutcome<R> {}

  /**
   * The change has errors; nothing changed.
   *
   * @param errors all of them, with paths such as {@code capacity.mon.09:15}
   */
  record Invalid<R>(List<SettingsTable.Problem> errors) implements RuleOutcome<R> {

    /** Copies the list. */
    public Invalid {
      errors = List.copyOf(errors);
    }
  }

  /** The tenant has no such rule; nothing changed. */
  record UnknownRule<R>() implements RuleOutcome<R> {}

  /**
   * The rule cannot go while queues have it; nothing changed.
   *
   * @param queues which
   */
  record RuleInUse<R>(List<QueueName> queues) implements RuleOutcome<R> {

    /** Copies the list. */
    public RuleInUse {
      queues = List.copyOf(queues);
    }
  }

  /**
   * Another version is in force than the expected one; nothing changed.
   *
   * @param version the version in force
   */
  record VersionConflict<R>(int version) implements RuleOutcome<R> {}
}
