package io.openges.domain.queue;

import static io.openges.domain.queue.Publications.object;
import static io.openges.domain.queue.Publications.queue;
import static io.openges.domain.queue.Publications.smallest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openges.domain.capacity.CapacityRule;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Specification 8.2. */
class CapacityRulesTest {

  private static final QueueName SALES = new QueueName("VQ_Sales");
  private static final QueueName SUPPORT = new QueueName("VQ_Support");
  private static final CapacityRule WEEK =
      CapacityRule.blank("Week", 30).with(DayOfWeek.MONDAY, LocalTime.of(9, 30), OptionalInt.of(4));
  private static final CapacityRules RULES =
      CapacityRules.NONE.with(WEEK).assigning(SALES, "Week").assigning(SUPPORT, "Week");

  @Test
  void aRuleServesManyQueuesAndAQueueHasAtMostOne() {
    var other = CapacityRule.blank("Other", 60);

    var rules = RULES.with(other).assigning(SALES, "Other");

    assertThat(rules.ruleOf(SALES)).isEqualTo(other);
    assertThat(rules.ruleOf(SUPPORT)).isEqualTo(WEEK);
    assertThat(RULES.queuesOf("Week")).containsExactly(SALES, SUPPORT);
    assertThat(rules.queuesOf("Week")).containsExactly(SUPPORT);
    assertThat(rules.assigning(SALES, null).ruleOf(SALES)).isNull();
  }

  @Test
  void theRuleOfAQueueIsPartOfItsRow() {
    var row = queue(smallest());
    var rules = RULES.assigning(Publications.QUEUE, "Week");

    var ruled = rules.applyTo(row);

    assertThat(ruled.offering().slots().rule()).isEqualTo(WEEK);
    assertThat(ruled.slotPlan().rule()).isEqualTo(WEEK);
    assertThat(ruled.slotPlan().slotMinutes()).isEqualTo(15);
    assertThat(ruled.slotPlan().callbacksPerSlot()).isEqualTo(100);
    assertThat(rules.applyTo(ruled)).isSameAs(ruled);
    assertThat(CapacityRules.NONE.applyTo(ruled)).isEqualTo(row);
  }

  @Test
  void theRulesAreInEveryRowOfATable() {
    var table = Publications.settings(smallest()).withVersion(7);

    var ruled = RULES.assigning(Publications.QUEUE, "Week").applyTo(table);

    assertThat(ruled.version()).isEqualTo(7);
    assertThat(ruled.businessHours()).isEqualTo(table.businessHours());
    assertThat(ruled.queue(Publications.QUEUE).orElseThrow().slotPlan().rule()).isEqualTo(WEEK);
    assertThat(CapacityRules.NONE.applyTo(ruled)).isEqualTo(table);
  }

  @Test
  void aRuleThatAQueueHasCannotGo() {
    assertThatIllegalArgumentException().isThrownBy(() -> RULES.without("Week"));

    var free = RULES.assigning(SALES, null).assigning(SUPPORT, null);
    assertThat(free.without("Week")).isEqualTo(CapacityRules.NONE);
  }

  @Test
  void onlyARuleThatExistsCanBeAssigned() {
    assertThatIllegalArgumentException().isThrownBy(() -> RULES.assigning(SALES, "Nobody"));
  }

  @Test
  void aRuleStandsUnderItsOwnName() {
    var rules = new TreeMap<>(Map.of("Wrong", WEEK));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CapacityRules(1, rules, new TreeMap<>()));
  }

  @Test
  void whatIsWrittenCanBeRead() {
    assertThat(CapacityRules.read(RULES.content())).contains(RULES);
    assertThat(CapacityRules.read(RULES.withVersion(3).content())).contains(RULES);
    assertThat(CapacityRules.read(CapacityRules.NONE.content())).contains(CapacityRules.NONE);
    assertThat(RULES.content())
        .isEqualTo(object(
            "rules",
            object("Week", object("cellMinutes", 30, "cells", object("mon", object("09:30", 4)))),
            "assignments",
            object("VQ_Sales", "Week", "VQ_Support", "Week")));
  }

  @Test
  void aRuleThatCannotBeReadIsAsItWasBeforeOrTakesNothing() {
    var damaged = object(
        "rules",
        object(
            "Week",
            object("cellMinutes", 7),
            "Other",
            object("cellMinutes", 60, "cells", object("mon", object("09:00", 4))),
            "Nobody's",
            1),
        "assignments",
        object("VQ_Sales", "Week", "VQ_Support", "Other"));

    var known = CapacityRules.read(damaged, RULES).orElseThrow();
    var unknown = CapacityRules.read(damaged, CapacityRules.NONE).orElseThrow();

    assertThat(known.isWhole()).isFalse();
    assertThat(known.rules().rules()).containsOnlyKeys("Week", "Other");
    assertThat(known.rules().ruleOf(SALES)).isEqualTo(WEEK);
    assertThat(unknown.isWhole()).isFalse();
    assertThat(unknown.rules().ruleOf(SALES)).isEqualTo(CapacityRule.closed("Week"));
    assertThat(unknown.rules().ruleOf(SUPPORT)).isEqualTo(known.rules().ruleOf(SUPPORT));
    assertThat(CapacityRules.read(RULES.content(), CapacityRules.NONE))
        .contains(new CapacityRules.Reading(RULES, true));
  }

  @Test
  void aClosedRuleTakesNothingAtAnyTime() {
    var closed = CapacityRule.closed("Week");

    for (var day : DayOfWeek.values()) {
      assertThat(closed.callbacksAt(day, LocalTime.MIN)).hasValue(0);
      assertThat(closed.callbacksAt(day, LocalTime.MAX)).hasValue(0);
    }
  }

  @Test
  void somethingElseIsNotRead() {
    assertThat(CapacityRules.read(object())).isEmpty();
    assertThat(CapacityRules.read(object("rules", 1, "assignments", object()))).isEmpty();
    assertThat(
            CapacityRules.read(object("rules", object("Week", object()), "assignments", object())))
        .isEmpty();
    assertThat(CapacityRules.read(object(
            "rules",
            object("Week", object("cellMinutes", 60, "cells", object("mon", object("09:30", 4)))),
            "assignments",
            object())))
        .isEmpty();
    assertThat(CapacityRules.read(object("rules", object(), "assignments", object("VQ", "Week"))))
        .isEmpty();
  }
}
