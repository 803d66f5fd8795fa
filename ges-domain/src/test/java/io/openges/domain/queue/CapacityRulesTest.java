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

    var read = CapacityRules.read(damaged).orElseThrow();
    var known = read.replacingUnreadable(RULES);

    assertThat(read.isWhole()).isFalse();
    assertThat(read.rules()).containsOnlyKeys("Week", "Other", "Nobody's");
    assertThat(read.ruleOf(SALES)).isEqualTo(CapacityRule.unreadable("Week"));
    assertThat(known.ruleOf(SALES)).isEqualTo(WEEK);
    assertThat(known.ruleOf(SUPPORT)).isEqualTo(read.ruleOf(SUPPORT));
    assertThat(known.rules().get("Nobody's")).isEqualTo(CapacityRule.unreadable("Nobody's"));
    assertThat(CapacityRules.read(read.content())).contains(read);
    assertThat(RULES.isWhole()).isTrue();
  }

  @Test
  void aRuleThatCannotBeReadTakesNothingAtAnyTime() {
    var unreadable = CapacityRule.unreadable("Week");

    assertThat(unreadable.isReadable()).isFalse();
    var closed = CapacityRule.blank("Week", 60);
    for (var day : DayOfWeek.values()) {
      for (int hour = 0; hour < 24; hour++) {
        var time = LocalTime.of(hour, 0);
        assertThat(unreadable.callbacksAt(day, time)).hasValue(0);
        closed = closed.with(day, time, OptionalInt.of(0));
      }
    }
    assertThat(closed.filledCells()).isEqualTo(unreadable.filledCells());
    assertThat(closed).isNotEqualTo(unreadable);
  }

  @Test
  void somethingElseIsNotRead() {
    assertThat(CapacityRules.read(object())).isEmpty();
    assertThat(CapacityRules.read(object("rules", 1, "assignments", object()))).isEmpty();
    assertThat(CapacityRules.read(object("rules", object()))).isEmpty();
    assertThat(
            CapacityRules.read(object("rules", object("x".repeat(65), 1), "assignments", object())))
        .isEmpty();
  }

  @Test
  void aRuleThatIsNotThereOrWrongIsNotReadable() {
    assertUnreadable(object());
    assertUnreadable(object("Week", object()));
    assertUnreadable(object("Week", object("cellMinutes", 60)));
    assertUnreadable(object("Week", object("cellMinutes", "60", "cells", object())));
    assertUnreadable(object(
        "Week", object("cellMinutes", 60, "cells", object("mon", object("09:30", 4)))));
  }

  private static void assertUnreadable(Map<String, Object> rules) {
    var read = CapacityRules.read(object("rules", rules, "assignments", object("VQ", "Week")));

    assertThat(read.orElseThrow().rules().get("Week")).isEqualTo(CapacityRule.unreadable("Week"));
  }
}
