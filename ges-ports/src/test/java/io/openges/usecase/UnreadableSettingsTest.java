package io.openges.usecase;

import static io.openges.ports.testing.Engine.ALWAYS;
import static io.openges.ports.testing.Engine.OFFICE;
import static io.openges.ports.testing.Engine.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.capacity.CapacityRule;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.BookCallback.Outcome;
import io.openges.ports.driving.queue.KeepCapacityRules.Change;
import io.openges.ports.driving.queue.RuleCommand;
import io.openges.ports.testing.Engine;
import io.openges.usecase.queue.SettingsSnapshots.Kind;
import io.openges.usecase.queue.SettingsSnapshots.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a node does with stored settings it cannot read, as those of a newer release. */
class UnreadableSettingsTest {

  /** A Tuesday. */
  private static final Instant START = Instant.parse("2031-03-04T09:00:00Z");

  private static final Instant NOON = START.plus(Duration.ofHours(3));
  private static final Map<String, Object> DAMAGED = Map.of("formatVersion", 99);
  private static final Map<String, Object> BAD_RULE = rules(Map.of("cellMinutes", 7));

  private final Engine engine = Engine.startingAt(START);

  @Test
  void theLastReadableTableStaysInForceAndTakesBookings() {
    store(engine.stores().settings(), 1, DAMAGED);

    engine.ges().settings().refresh();
    engine.ges().settings().refresh();

    assertThat(engine.ges().settings().of(TENANT).version()).isEqualTo(1);
    assertThat(engine.ges().settings().unreadable())
        .containsExactly(new Unreadable(TENANT, Kind.TABLE, 2));
    assertThat(book(engine.ges(), ALWAYS.value())).isInstanceOf(Outcome.Booked.class);
  }

  @Test
  void theNextReadableTableIsPutInForce() {
    store(engine.stores().settings(), 1, DAMAGED);
    engine.ges().settings().refresh();

    engine.publish(Map.of("VQ_New", Engine.row("always", 1)));

    assertThat(engine.ges().settings().of(TENANT).version()).isEqualTo(3);
    assertThat(book(engine.ges(), "VQ_New")).isInstanceOf(Outcome.Booked.class);
  }

  @Test
  void aTableThatNobodyEverReadOffersNothing() {
    store(engine.stores().settings(), 1, DAMAGED);
    var started = started();

    assertThat(book(started, ALWAYS.value())).isInstanceOf(Outcome.UnknownQueue.class);
  }

  @Test
  void aRuleThatCannotBeReadStaysAsItWas() {
    store(engine.stores().rules(), 0, rules(oneAnHour()));
    engine.ges().settings().refresh();
    store(engine.stores().rules(), 1, BAD_RULE);
    engine.ges().settings().refresh();

    assertThat(book(engine.ges(), ALWAYS.value())).isInstanceOf(Outcome.Booked.class);
    assertThat(book(engine.ges(), ALWAYS.value())).isInstanceOf(Outcome.SlotFull.class);
    assertThat(engine.ges().settings().unreadable())
        .containsExactly(new Unreadable(TENANT, Kind.RULES, 2));
  }

  @Test
  void rulesOfWhichNothingCanBeReadStayAsTheyWere() {
    store(engine.stores().rules(), 0, rules(oneAnHour()));
    engine.ges().settings().refresh();
    store(engine.stores().rules(), 1, DAMAGED);
    engine.ges().settings().refresh();

    assertThat(book(engine.ges(), ALWAYS.value())).isInstanceOf(Outcome.Booked.class);
    assertThat(book(engine.ges(), ALWAYS.value())).isInstanceOf(Outcome.SlotFull.class);
  }

  @Test
  void aQueueWhoseRuleNobodyEverReadTakesNothing() {
    store(engine.stores().rules(), 0, BAD_RULE);
    var started = started();

    assertThat(book(started, ALWAYS.value())).isInstanceOf(Outcome.SlotFull.class);
    assertThat(book(started, OFFICE.value())).isInstanceOf(Outcome.Booked.class);
    assertThat(started.settings().unreadable())
        .containsExactly(new Unreadable(TENANT, Kind.RULES, 1));
  }

  @Test
  void noQueueTakesAnythingWhileItIsUnknownWhichHaveRules() {
    store(engine.stores().rules(), 0, DAMAGED);
    store(engine.stores().rules(), 1, DAMAGED);
    var started = started();

    assertThat(book(started, ALWAYS.value())).isInstanceOf(Outcome.SlotFull.class);
    assertThat(book(started, OFFICE.value())).isInstanceOf(Outcome.SlotFull.class);

    store(engine.stores().rules(), 2, rules(oneAnHour()));
    started.settings().refresh();
    assertThat(book(started, ALWAYS.value())).isInstanceOf(Outcome.Booked.class);
    assertThat(book(started, OFFICE.value())).isInstanceOf(Outcome.Booked.class);
  }

  @Test
  void aRuleThatCannotBeReadIsReplacedByDefiningItAnew() {
    store(engine.stores().rules(), 0, BAD_RULE);
    var started = started();
    var rules = started.rules().capacity();

    assertThat(rules.current(TENANT).ruleOf(ALWAYS)).isEqualTo(CapacityRule.unreadable("Week"));
    rules.change(new RuleCommand<>(
        TENANT, new Change.Define("Week", 60, Map.of("*", Map.of("12:00", 1))), 1, null));

    assertThat(book(started, ALWAYS.value())).isInstanceOf(Outcome.Booked.class);
    assertThat(book(started, ALWAYS.value())).isInstanceOf(Outcome.SlotFull.class);
  }

  @Test
  void noNumberIsCalledWhileItIsUnknownWhichAreBlocked() {
    store(engine.stores().rules(), 0, numbers("newer"));
    var started = started();

    assertThat(book(started, ALWAYS.value())).isInstanceOf(Outcome.Refused.class);
    assertThat(book(started, OFFICE.value())).isInstanceOf(Outcome.Refused.class);
    assertThat(started.settings().unreadable())
        .containsExactly(new Unreadable(TENANT, Kind.RULES, 1));

    store(engine.stores().rules(), 1, numbers(numberRules("FR")));
    started.settings().refresh();
    assertThat(book(started, ALWAYS.value())).isInstanceOf(Outcome.Booked.class);
    assertThat(book(started, OFFICE.value())).isInstanceOf(Outcome.Booked.class);
  }

  @Test
  void aQueueWhoseNumberRuleIsNotThereCallsNobodyAndTheOthersCall() {
    var missing = Map.of("rules", Map.of(), "assignments", Map.of(ALWAYS.value(), "r"));
    store(engine.stores().rules(), 0, numbers(missing));
    var started = started();

    assertThat(book(started, ALWAYS.value())).isInstanceOf(Outcome.Refused.class);
    assertThat(book(started, OFFICE.value())).isInstanceOf(Outcome.Booked.class);
    assertThat(started.settings().unreadable())
        .containsExactly(new Unreadable(TENANT, Kind.RULES, 1));
  }

  @Test
  void numberRulesOfWhichNothingCanBeReadStayAsTheyWere() {
    store(engine.stores().rules(), 0, numbers(numberRules("US")));
    engine.ges().settings().refresh();
    store(engine.stores().rules(), 1, numbers("newer"));
    engine.ges().settings().refresh();

    assertThat(book(engine.ges(), ALWAYS.value())).isInstanceOf(Outcome.Refused.class);
    assertThat(book(engine.ges(), OFFICE.value())).isInstanceOf(Outcome.Booked.class);
  }

  private Ges started() {
    var node = engine.otherNode(UnaryOperator.identity());
    node.settings().refresh();
    node.settings().refresh();
    return node;
  }

  private static void store(SettingsStore store, int expected, Map<String, Object> content) {
    assertThat(store.publish(
            TENANT, expected, new SettingsStore.Publication(content, START, "newer release")))
        .contains(expected + 1);
  }

  /** The rule of {@link Engine#ALWAYS}. */
  private static Map<String, Object> rules(Map<String, Object> rule) {
    return Map.of("rules", Map.of("Week", rule), "assignments", Map.of(ALWAYS.value(), "Week"));
  }

  private static Map<String, Object> oneAnHour() {
    return Map.of("cellMinutes", 60, "cells", Map.of("*", Map.of("12:00", 1)));
  }

  private static Map<String, Object> numbers(Object part) {
    return Map.of("rules", Map.of(), "assignments", Map.of(), "numbers", part);
  }

  /** One rule, which {@link Engine#ALWAYS} has. */
  private static Map<String, Object> numberRules(String country) {
    return Map.of(
        "rules",
        Map.of("r", Map.of("countries", List.of(country))),
        "assignments",
        Map.of(ALWAYS.value(), "r"));
  }

  private static Outcome book(Ges node, String queue) {
    return node.bookCallback()
        .book(new BookCallback.Command(
            TENANT,
            new QueueName(queue),
            Origin.API,
            PhoneNumber.of("+33123456789"),
            new BookCallback.When(NOON, false),
            BookCallback.Extras.NONE));
  }
}
