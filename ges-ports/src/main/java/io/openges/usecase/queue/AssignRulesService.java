package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.phone.Expressions;
import io.openges.domain.queue.CapacityRules;
import io.openges.domain.queue.NumberRules;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueRules;
import io.openges.domain.queue.RegionRules;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.queue.AssignRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Assigns rules of all kinds in the one document that holds them. */
public final class AssignRulesService implements AssignRules {

  private final RulesDocuments documents;
  private final SettingsSnapshots snapshots;
  private final RulePart<CapacityRules> capacity = RulePart.capacity();
  private final RulePart<NumberRules> numbers;
  private final RulePart<RegionRules> regions = RulePart.regions();

  /**
   * Makes the service.
   *
   * @param documents the rules of all kinds
   * @param expressions matches numbers
   */
  public AssignRulesService(
      RulesDocuments documents, SettingsSnapshots snapshots, Expressions expressions) {
    this.documents = requireNonNull(documents, "documents");
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.numbers = RulePart.numbers(expressions);
  }

  @Override
  public RulesOfAllKinds current(TenantId tenant) {
    return read(documents.newest(tenant), EnumSet.allOf(Kind.class));
  }

  @Override
  public boolean hasQueue(TenantId tenant, QueueName queue) {
    return snapshots.queue(tenant, queue).isPresent();
  }

  @Override
  public Outcome assign(Command command) {
    while (true) {
      var document = documents.newest(command.tenant());
      var expected = command.expectedVersion();
      if (expected != null && expected != document.version()) {
        return new Outcome.VersionConflict(document.version());
      }
      var before = read(document, command.rules().keySet());
      var obstacle = obstacle(command, before);
      if (obstacle.isPresent()) {
        return obstacle.get();
      }
      var members = new LinkedHashMap<String, Object>();
      command
          .rules()
          .forEach((kind, rule) ->
              members.putAll(assigning(document, kind, command.queue(), rule.orElse(null))));
      if (members.isEmpty()) {
        return new Outcome.Assigned(before, false);
      }
      var stored = documents.store(command.tenant(), document, members, deed(command));
      if (stored.isPresent()) {
        return new Outcome.Assigned(
            read(document.with(members, stored.get()), command.rules().keySet()), true);
      }
    }
  }

  private Optional<Outcome> obstacle(Command command, RulesOfAllKinds before) {
    boolean known = hasQueue(command.tenant(), command.queue());
    for (var wanted : command.rules().entrySet()) {
      var kind = wanted.getKey();
      var rule = wanted.getValue();
      if (rule.isPresent() && !before.has(kind, rule.get())) {
        return Optional.of(new Outcome.UnknownRule(kind));
      }
      // what is kept for a queue that may come back can be changed
      known = known || before.ruleOf(command.queue(), kind) != null;
    }
    return known ? Optional.empty() : Optional.of(new Outcome.UnknownQueue());
  }

  private Map<String, Object> assigning(
      RulesDocuments.Document document, Kind kind, QueueName queue, @Nullable String rule) {
    return members(part(kind), document, queue, rule);
  }

  /** Returns what changes in the document; nothing if the queue has that rule already. */
  private static <R extends QueueRules<R>> Map<String, Object> members(
      RulePart<R> part, RulesDocuments.Document document, QueueName queue, @Nullable String rule) {
    var before = part.read(document);
    var after = before.assigning(queue, rule);
    return after.equals(before) ? Map.of() : part.write(document, after);
  }

  /**
   * Reads the kinds that are needed, and of the others what can be read.
   *
   * @throws io.openges.ports.driving.queue.UnreadableRulesException if one that is needed cannot be
   */
  private RulesOfAllKinds read(RulesDocuments.Document document, Set<Kind> needed) {
    var rules = new EnumMap<Kind, QueueRules<?>>(Kind.class);
    for (var kind : Kind.values()) {
      var part = part(kind);
      if (needed.contains(kind)) {
        rules.put(kind, part.read(document));
      } else {
        part.find(document).ifPresent(read -> rules.put(kind, read));
      }
    }
    return new RulesOfAllKinds(document.version(), rules);
  }

  private RulePart<?> part(Kind kind) {
    return switch (kind) {
      case CAPACITY -> capacity;
      case NUMBER -> numbers;
      case REGION -> regions;
    };
  }

  private static RulesDocuments.Deed deed(Command command) {
    List<String> rules = new ArrayList<>();
    command.rules().forEach((kind, rule) -> {
      var name = kind.name().toLowerCase(Locale.ROOT) + " rule";
      rules.add(rule.map(given -> name + " " + given).orElse("no " + name));
    });
    return RulesDocuments.Deed.assigned(
        command.changedBy(), command.queue(), String.join(", ", rules));
  }
}
