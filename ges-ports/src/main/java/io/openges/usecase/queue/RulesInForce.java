package io.openges.usecase.queue;

import static java.util.stream.Collectors.toMap;

import io.openges.domain.capacity.CapacityRule;
import io.openges.domain.phone.Expressions;
import io.openges.domain.phone.NumberRule;
import io.openges.domain.queue.CapacityRules;
import io.openges.domain.queue.NumberRules;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.RegionRules;
import io.openges.domain.queue.TenantSettings;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of all kinds that a tenant's bookings are judged by: the newest version, as far as it
 * can be read. What cannot be read is as it was in the version before. Where that is unknown,
 * nothing is taken, since a capacity rule may allow less than the row does (specification 8.3) and
 * a number rule may block any number (specification 11); no region is preferred (specification 12).
 * Immutable and thread-safe.
 *
 * @param newest the newest version that was looked at
 * @param isWhole whether all of the newest version could be read
 * @param capacity the capacity rules
 * @param numbers the number rules
 * @param regions the region rules
 */
record RulesInForce(
    int newest,
    boolean isWhole,
    Part<CapacityRules> capacity,
    Part<NumberRules> numbers,
    Part<RegionRules> regions) {

  /** What a tenant has that never made a rule. */
  static final RulesInForce NONE = new RulesInForce(
      0,
      true,
      new Part<>(CapacityRules.NONE, true),
      new Part<>(NumberRules.NONE, true),
      new Part<>(RegionRules.NONE, true));

  private static final CapacityRule NO_CALLBACK = CapacityRule.unreadable("unreadable");
  private static final NumberRule NO_NUMBER = NumberRule.unreadable("unreadable");

  /**
   * The rules of one kind.
   *
   * @param rules those of the newest version, or of the last one of which they could be read
   * @param isKnown false if they could not be read and there is no version before
   */
  record Part<R>(R rules, boolean isKnown) {

    private Part<R> followedBy(Optional<R> next, boolean isFirst) {
      return next.map(read -> new Part<>(read, true))
          .orElseGet(() -> new Part<>(rules, isKnown && !isFirst));
    }
  }

  /** Returns what is in force once {@code version} is, of which {@code content} is stored. */
  RulesInForce followedBy(int version, Map<String, Object> content, Expressions expressions) {
    var newCapacity = CapacityRules.read(content);
    var newNumbers = NumberRules.read(content.get(RulesDocuments.NUMBERS), expressions);
    var newRegions = RegionRules.read(content.get(RulesDocuments.REGIONS));
    boolean isFirst = newest == 0;
    return new RulesInForce(
        version,
        newCapacity.filter(CapacityRules::isWhole).isPresent()
            && newNumbers.filter(NumberRules::isWhole).isPresent()
            && newRegions.isPresent(),
        capacity.followedBy(
            newCapacity.map(read -> read.replacingUnreadable(capacity.rules())), isFirst),
        numbers.followedBy(
            newNumbers.map(read -> read.replacingUnreadable(numbers.rules())), isFirst),
        regions.followedBy(newRegions, isFirst));
  }

  /** Returns the row with its queue's rules in force. */
  QueueSettings applyTo(QueueSettings row) {
    var ruled =
        capacity.isKnown() ? capacity.rules().applyTo(row) : row.withCapacityRule(NO_CALLBACK);
    return ruled.withNumberRule(numbers.isKnown() ? numbers.rules().ruleOf(row.name()) : NO_NUMBER);
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
