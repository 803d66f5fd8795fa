package io.openges.usecase.queue;

import static java.util.stream.Collectors.toMap;

import io.openges.domain.capacity.CapacityRule;
import io.openges.domain.phone.Expressions;
import io.openges.domain.queue.CapacityRules;
import io.openges.domain.queue.NumberRules;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.RegionRules;
import io.openges.domain.queue.TenantSettings;
import java.util.Map;

/**
 * The capacity rules a tenant's bookings are judged by: the newest version, as far as it can be
 * read. What cannot be read is as it was in the version before; where that is unknown, nothing is
 * taken, since the rule may allow less than the row does (specification 8.3). Immutable and
 * thread-safe.
 *
 * @param newest the newest version that was looked at
 * @param rules its rules, or those of the last one that could be read
 * @param known false if it could not be read and there is none before it
 * @param isWhole whether all of the newest version could be read
 * @param regions the region rules of the newest version, or of the last one of which they could be
 *     read
 * @param numbers the number rules, likewise
 */
record RulesInForce(
    int newest,
    CapacityRules rules,
    boolean known,
    boolean isWhole,
    RegionRules regions,
    NumberRules numbers) {

  /** What a tenant has that never made a rule. */
  static final RulesInForce NONE =
      new RulesInForce(0, CapacityRules.NONE, true, true, RegionRules.NONE, NumberRules.NONE);

  private static final CapacityRule NOTHING = CapacityRule.closed("unreadable");

  /** Returns what is in force once {@code version} is, of which {@code content} is stored. */
  RulesInForce followedBy(int version, Map<String, Object> content, Expressions expressions) {
    var newNumbers = NumberRules.read(content.get(RulesDocuments.NUMBERS), expressions);
    var nextNumbers = newNumbers.map(read -> read.replacingUnreadable(numbers)).orElse(numbers);
    var newRegions = RegionRules.read(content.get(RulesDocuments.REGIONS));
    var nextRegions = newRegions.orElse(regions);
    boolean whole =
        newRegions.isPresent() && newNumbers.filter(NumberRules::isWhole).isPresent();
    return CapacityRules.read(content, rules)
        .map(read -> new RulesInForce(
            version,
            read.rules().withVersion(version),
            true,
            whole && read.isWhole(),
            nextRegions,
            nextNumbers))
        .orElseGet(() ->
            new RulesInForce(version, rules, known && newest > 0, false, nextRegions, nextNumbers));
  }

  /** Returns the row with its queue's rules in force. */
  QueueSettings applyTo(QueueSettings row) {
    var ruled = known ? rules.applyTo(row) : row.withCapacityRule(NOTHING);
    return ruled.withNumberRule(numbers.ruleOf(row.name()));
  }

  /** Returns a tenant's settings with every queue's rule in force. */
  TenantSettings applyTo(TenantSettings settings) {
    return new TenantSettings(
        settings.version(),
        settings.queues().values().stream()
            .map(this::applyTo)
            .collect(toMap(QueueSettings::name, row -> row)),
        settings.businessHours());
  }
}
