package io.openges.usecase.queue;

import io.openges.domain.phone.Expressions;
import io.openges.domain.queue.CapacityRules;
import io.openges.domain.queue.NumberRules;
import io.openges.domain.queue.QueueRules;
import io.openges.domain.queue.RegionRules;
import io.openges.domain.queue.StoredContent;
import io.openges.ports.driving.queue.UnreadableRulesException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a tenant's document of rules holds those of one kind. A rule that cannot be read is shown
 * as one that allows nothing, and stays as it is stored until another takes its place or it is
 * removed. Pure.
 *
 * @param kind the kind, as the audit names it
 * @param member where the document holds the part, empty if it is the document itself
 * @param reader reads the rules from the document's members, empty if they are something else
 * @param <R> the rules
 */
record RulePart<R extends QueueRules<R>>(
    String kind, String member, Function<Map<String, Object>, Optional<R>> reader) {

  /** Returns the part of the capacity rules, which is all that has no name of its own. */
  static RulePart<CapacityRules> capacity() {
    return new RulePart<>("capacity", "", CapacityRules::read);
  }

  /** Returns the part of the number rules. */
  static RulePart<NumberRules> numbers(Expressions expressions) {
    return new RulePart<>(
        "number",
        RulesDocuments.NUMBERS,
        content -> NumberRules.read(content.get(RulesDocuments.NUMBERS), expressions));
  }

  /** Returns the part of the region rules. */
  static RulePart<RegionRules> regions() {
    return new RulePart<>(
        "region",
        RulesDocuments.REGIONS,
        content -> RegionRules.read(content.get(RulesDocuments.REGIONS)));
  }

  /**
   * Returns the rules of a version of the document.
   *
   * @throws UnreadableRulesException if not even their names can be read
   */
  R read(RulesDocuments.Document document) {
    return find(document).orElseThrow(() -> new UnreadableRulesException("The " + kind + " rules"));
  }

  /** Returns the rules of a version of the document, empty if not even their names can be read. */
  Optional<R> find(RulesDocuments.Document document) {
    return reader.apply(document.content()).map(rules -> rules.withVersion(document.version()));
  }

  /**
   * Returns the members of the document that change, with everything in them that cannot be read.
   *
   * @param before the document of which {@code after} is a change
   * @throws UnreadableRulesException if not even the names of its rules can be read
   */
  Map<String, Object> write(RulesDocuments.Document before, R after) {
    var stored = new LinkedHashMap<String, Object>();
    var part = member.isEmpty() ? before.content() : before.content().get(member);
    if (part instanceof Map<?, ?> members) {
      members.forEach((name, value) -> stored.put(String.valueOf(name), value));
    }
    var amended = StoredContent.amended(stored, read(before).content(), after.content());
    if (member.isEmpty()) {
      return amended;
    }
    stored.putAll(amended);
    return Map.of(member, stored);
  }
}
