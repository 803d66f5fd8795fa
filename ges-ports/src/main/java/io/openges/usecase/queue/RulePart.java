package io.openges.usecase.queue;

import io.openges.domain.phone.Expressions;
import io.openges.domain.queue.CapacityRules;
import io.openges.domain.queue.NumberRules;
import io.openges.domain.queue.QueueRules;
import io.openges.domain.queue.RegionRules;
import java.util.Map;
import java.util.function.Function;

/**
 * Where a tenant's document of rules holds those of one kind. What cannot be read must not lock out
 * who would replace it: such a rule is shown and kept as one that allows nothing until another
 * takes its place. Pure.
 *
 * @param reader reads the rules from the document's members
 * @param writer returns the members that hold the rules
 * @param <R> the rules
 */
record RulePart<R extends QueueRules<R>>(
    Function<Map<String, Object>, R> reader, Function<R, Map<String, Object>> writer) {

  /** Returns the part of the capacity rules, which is all that has no name of its own. */
  static RulePart<CapacityRules> capacity() {
    return new RulePart<>(
        content -> CapacityRules.read(content, CapacityRules.NONE)
            .map(CapacityRules.Reading::rules)
            .orElse(CapacityRules.NONE),
        CapacityRules::content);
  }

  /** Returns the part of the number rules. */
  static RulePart<NumberRules> numbers(Expressions expressions) {
    return new RulePart<>(
        content -> NumberRules.read(content.get(RulesDocuments.NUMBERS), expressions)
            .orElse(NumberRules.NONE),
        rules -> Map.of(RulesDocuments.NUMBERS, rules.content()));
  }

  /** Returns the part of the region rules. */
  static RulePart<RegionRules> regions() {
    return new RulePart<>(
        content -> RegionRules.read(content.get(RulesDocuments.REGIONS)).orElse(RegionRules.NONE),
        rules -> Map.of(RulesDocuments.REGIONS, rules.content()));
  }

  /** Returns the rules of a version of the document. */
  R read(RulesDocuments.Document document) {
    return reader.apply(document.content()).withVersion(document.version());
  }
}
