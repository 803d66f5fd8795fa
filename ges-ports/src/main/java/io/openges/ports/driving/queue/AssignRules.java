package io.openges.ports.driving.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueRules;
import io.openges.domain.tenant.TenantId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Driving port: operators say which rules a queue has (specifications 8.2, 11, 12). The rules of a
 * queue change together or not at all. Safe for use by many threads at once.
 */
public interface AssignRules {

  /**
   * Returns the tenant's rules of every kind as they were last stored, all of one version.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   * @throws UnreadableRulesException if those of a kind are in a form that cannot be read here
   */
  RulesOfAllKinds current(TenantId tenant);

  /** Says whether the tenant has a queue of that name. */
  boolean hasQueue(TenantId tenant, QueueName queue);

  /**
   * Gives a queue rules, or takes them from it, and puts that in force as one version; or says why
   * not and changes nothing.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   * @throws UnreadableRulesException if those of a kind that the command names are in a form that
   *     cannot be read here
   */
  Outcome assign(Command command);

  /** The kinds of rules of which a queue has at most one each. */
  enum Kind {
    /** How many callbacks a slot takes (specification 8.2). */
    CAPACITY,
    /** Which numbers may be called (specification 11). */
    NUMBER,
    /** Which regions are preferred (specification 12). */
    REGION
  }

  /**
   * The rules of all kinds, or of those that can be read here. Immutable and thread-safe.
   *
   * @param version the version of all
   * @param readable the rules by kind, without the kinds that cannot be read
   */
  record RulesOfAllKinds(int version, Map<Kind, QueueRules<?>> readable) {

    /** Copies the map. */
    public RulesOfAllKinds {
      var copy = new EnumMap<Kind, QueueRules<?>>(Kind.class);
      copy.putAll(readable);
      readable = Collections.unmodifiableMap(copy);
    }

    /**
     * Returns the name of a queue's rule of a kind, null if it has none or those of that kind
     * cannot be read.
     */
    public @Nullable String ruleOf(QueueName queue, Kind kind) {
      var rules = readable.get(kind);
      return rules == null ? null : rules.assignments().get(queue);
    }

    /** Says whether there is a rule of that kind and name that can be read. */
    public boolean has(Kind kind, String rule) {
      var rules = readable.get(kind);
      return rules != null && rules.rules().containsKey(rule);
    }
  }

  /**
   * What to give a queue.
   *
   * @param tenant whose queue
   * @param queue a queue with published settings, unless it is to have none of the rules named
   * @param rules the names of its rules from now on, empty for none; of the kinds left out it keeps
   *     what it has
   * @param expectedVersion the version this is based on, null for any
   * @param changedBy who asks for it, null if unknown
   */
  record Command(
      TenantId tenant,
      QueueName queue,
      Map<Kind, Optional<String>> rules,
      @Nullable Integer expectedVersion,
      @Nullable String changedBy) {

    /** Checks and copies the names. */
    public Command {
      requireNonNull(tenant, "tenant");
      requireNonNull(queue, "queue");
      var copy = new EnumMap<Kind, Optional<String>>(Kind.class);
      copy.putAll(rules);
      rules = Collections.unmodifiableMap(copy);
    }

    /**
     * Returns the wish to give a queue one rule, whatever the version and whoever asks.
     *
     * @param rule its name, null for none
     */
    public static Command one(TenantId tenant, QueueName queue, Kind kind, @Nullable String rule) {
      return new Command(tenant, queue, Map.of(kind, Optional.ofNullable(rule)), null, null);
    }
  }

  /** What came of it. */
  sealed interface Outcome {

    /**
     * The queue has these rules.
     *
     * @param rules the rules and assignments as they are now; of kinds that the command does not
     *     name only what can be read here
     * @param applied whether anything changed
     */
    record Assigned(RulesOfAllKinds rules, boolean applied) implements Outcome {}

    /**
     * The tenant has no rule of that name; nothing changed.
     *
     * @param kind of which kind
     */
    record UnknownRule(Kind kind) implements Outcome {}

    /** The tenant has no such queue; nothing changed. */
    record UnknownQueue() implements Outcome {}

    /**
     * Another version is in force than the expected one; nothing changed.
     *
     * @param version the version in force
     */
    record VersionConflict(int version) implements Outcome {}
  }
}
