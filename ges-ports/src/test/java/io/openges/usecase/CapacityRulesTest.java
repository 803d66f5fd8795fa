package io.openges.usecase;

import static io.openges.ports.testing.Engine.ALWAYS;
import static io.openges.ports.testing.Engine.OFFICE;
import static io.openges.ports.testing.Engine.TENANT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.capacity.FreeSlot;
import io.openges.domain.queue.CapacityRules;
import io.openges.domain.queue.CapacityStatement;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.SettingsTable.Problem;
import io.openges.domain.queue.TenantSettings;
import io.openges.domain.tenant.TenantId;
import io.openges.domain.time.Interval;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.queue.AssignRules;
import io.openges.ports.driving.queue.KeepCapacityRules.Change;
import io.openges.ports.driving.queue.RuleCommand;
import io.openges.ports.driving.queue.RuleOutcome;
import io.openges.ports.testing.Engine;
import io.openges.ports.testing.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Specification 8.2, from the rule to the booking. */
class CapacityRulesTest {

  /** A Tuesday. */
  private static final Instant START = Instant.parse("2031-03-04T09:00:00Z");

  private static final Instant NOON = Instant.parse("2031-03-04T12:00:00Z");

  private final Engine engine = Engine.startingAt(START);

  @Test
  void aRuleReplacesTheQueuesCapacityFromTheNextBookingOn() {
    define("Week", 60, Map.of("tue", Map.of("12:00", 10)));
    assign(ALWAYS, "Week");

    assertThat(totals(NOON, Duration.ofHours(1))).containsExactly(3, 3, 2, 2);
    for (int i = 0; i < 3; i++) {
      assertThat(book(NOON)).isInstanceOf(BookCallback.Outcome.Booked.class);
    }
    assertThat(book(NOON)).isInstanceOf(BookCallback.Outcome.SlotFull.class);
    assertThat(totals(NOON.plus(Duration.ofHours(1)), Duration.ofMinutes(30)))
        .containsExactly(2, 2);
  }

  @Test
  void shorterCellsMakeShorterSlotsThatKeepWhatIsBooked() {
    book(NOON);
    book(NOON.plus(Duration.ofMinutes(14)));
    engine.publish(Map.of(ALWAYS.value(), with(Engine.row("always", 9), "timeSlotMinutes", 20)));
    define("Week", 30, Map.of("*", Map.of("12:00", 9)));
    assign(ALWAYS, "Week");

    var offer = engine
        .ges()
        .askQueue()
        .slots(TENANT, ALWAYS, Interval.startingAt(NOON, Duration.ofMinutes(30)), false)
        .orElseThrow();

    assertThat(offer.nominalLength()).isEqualTo(Duration.ofMinutes(10));
    assertThat(offer.slots()).extracting(FreeSlot::total).containsExactly(3, 3, 3);
    assertThat(offer.slots()).extracting(FreeSlot::free).containsExactly(2, 2, 3);
  }

  @Test
  void aCellOfZeroIsNeitherOfferedNorProposedNorBooked() {
    define("Week", 60, Map.of("*", Map.of("12:00", 0)));
    assign(ALWAYS, "Week");

    assertThat(totals(NOON, Duration.ofHours(1))).isEmpty();
    var refused = (BookCallback.Outcome.SlotFull) book(NOON);
    assertThat(refused.proposals().get(0).slot().start()).isEqualTo("2031-03-04T13:00:00Z");
  }

  @Test
  void aRuleSurvivesThePublicationOfItsQueue() {
    define("Week", 60, Map.of("*", Map.of("12:00", 4)));
    assign(ALWAYS, "Week");

    engine.publish(Map.of(OFFICE.value(), Engine.row("paris", 3)));
    engine.publish(Map.of(ALWAYS.value(), Engine.row("always", 50)));

    assertThat(totals(NOON, Duration.ofHours(1))).containsExactly(1, 1, 1, 1);
  }

  @Test
  void takingTheRuleAwayBringsBackTheQueuesOwnCapacity() {
    define("Week", 60, Map.of("*", Map.of("12:00", 40)));
    assign(ALWAYS, "Week");
    assign(ALWAYS, null);

    assertThat(totals(NOON, Duration.ofMinutes(30))).containsExactly(2, 2);
  }

  @Test
  void amendingSetsOnlyTheCellsNamedAndConvertsTheOthers() {
    define("Week", 60, Map.of("mon", Map.of("09:00", 5, "10:00", 1)));
    var blank = new HashMap<String, Object>();
    blank.put("10:00", null);
    blank.put("12:30", 7);

    change(new Change.Amend("Week", 30, Map.of("mon", blank)));

    assertThat(CapacityStatement.of(requireNonNull(current().rules().get("Week"))))
        .isEqualTo(Map.of("mon", Map.of("09:00", 3, "09:30", 2, "10:30", 0, "12:30", 7)));
  }

  @Test
  void definingARuleAnewForgetsItsOldCells() {
    define("Week", 60, Map.of("mon", Map.of("09:00", 5)));
    define("Week", 30, Map.of("tue", Map.of("09:30", 1)));

    assertThat(CapacityStatement.of(requireNonNull(current().rules().get("Week"))))
        .isEqualTo(Map.of("tue", Map.of("09:30", 1)));
  }

  @Test
  void everyEffectiveChangeIsAVersionAndOthersAreNone() {
    assertThat(current()).isEqualTo(CapacityRules.NONE);

    define("Week", 60, Map.of());
    assign(ALWAYS, "Week");
    var again = (AssignRules.Outcome.Assigned) assigning(ALWAYS, "Week");

    assertThat(again.applied()).isFalse();
    assertThat(again.rules().version()).isEqualTo(2);
    assertThat(current().version()).isEqualTo(2);
    assertThat(change(new Change.Delete("Week"), 1))
        .isEqualTo(new RuleOutcome.VersionConflict<>(2));
    assertThat(assigning(ALWAYS, null)).isInstanceOf(AssignRules.Outcome.Assigned.class);
  }

  @Test
  void aRuleThatQueuesHaveCannotBeDeleted() {
    define("Week", 60, Map.of());
    assign(ALWAYS, "Week");
    assign(OFFICE, "Week");

    assertThat(change(new Change.Delete("Week")))
        .isEqualTo(new RuleOutcome.RuleInUse<>(List.of(ALWAYS, OFFICE)));
    assign(ALWAYS, null);
    assign(OFFICE, null);
    assertThat(change(new Change.Delete("Week"))).isInstanceOf(RuleOutcome.Changed.class);
    assertThat(current().rules()).isEmpty();
  }

  @Test
  void whatDoesNotExistIsSaid() {
    define("Week", 60, Map.of());

    assertThat(change(new Change.Delete("Other"))).isInstanceOf(RuleOutcome.UnknownRule.class);
    assertThat(change(new Change.Amend("Other", null, Map.of())))
        .isInstanceOf(RuleOutcome.UnknownRule.class);
    assertThat(assigning(ALWAYS, "Other"))
        .isEqualTo(new AssignRules.Outcome.UnknownRule(AssignRules.Kind.CAPACITY));
    assertThat(assigning(new QueueName("VQ_None"), "Week"))
        .isInstanceOf(AssignRules.Outcome.UnknownQueue.class);
    assertThat(assigning(new QueueName("VQ_None"), null))
        .isInstanceOf(AssignRules.Outcome.UnknownQueue.class);
  }

  @Test
  void aRemovedQueueCanStillLoseItsRule() {
    define("Week", 60, Map.of());
    assign(ALWAYS, "Week");
    engine.publish(Map.of(OFFICE.value(), Engine.row("paris", 3)));

    assign(ALWAYS, null);

    assertThat(current().assignments()).isEmpty();
  }

  @Test
  void openCallbacksOfARemovedQueueStillHaveItsRule() {
    define("Week", 60, Map.of("*", Map.of("12:00", 4)));
    assign(ALWAYS, "Week");
    var callback = ((BookCallback.Outcome.Booked) book(NOON)).callback();
    engine.publish(Map.of(OFFICE.value(), Engine.row("paris", 3)));

    var row = engine.ges().settings().rowFor(callback).orElseThrow();

    assertThat(row.slotPlan().rule()).isEqualTo(current().rules().get("Week"));
    assertThat(engine.ges().settings().queue(TENANT, ALWAYS)).isEmpty();
  }

  @Test
  void rulesComeAloneToATenantThatHasPublishedNothing() {
    var other = new TenantId(new UUID(7, 7));
    var made = new RuleCommand<Change>(other, new Change.Define("Week", 60, Map.of()), null, null);

    assertThat(engine.ges().rules().capacity().change(made))
        .isInstanceOf(RuleOutcome.Changed.class);

    assertThat(engine.ges().settings().of(other)).isEqualTo(TenantSettings.NONE);
    assertThat(engine.ges().settings().all()).containsOnlyKeys(TENANT);
    assertThat(current()).isEqualTo(CapacityRules.NONE);
  }

  @Test
  void badRulesAreRefusedWithTheirPaths() {
    assertThat(paths(change(new Change.Define("", 60, Map.of())))).containsExactly("name");
    assertThat(paths(change(new Change.Define("x".repeat(65), 60, Map.of()))))
        .containsExactly("name");
    assertThat(paths(change(new Change.Define("Week", 45, Map.of()))))
        .containsExactly("cellMinutes");
    assertThat(paths(change(new Change.Define("Week", 60, Map.of("mon", Map.of("09:30", 1))))))
        .containsExactly("capacity.mon.09:30");
    define("Week", 30, Map.of("mon", Map.of("09:00", 9000, "09:30", 9000)));
    assertThat(paths(change(new Change.Amend("Week", 60, Map.of()))))
        .containsExactly("cellMinutes");
    assertThat(paths(change(new Change.Amend("Week", 15, Map.of()))))
        .containsExactly("cellMinutes");
    assertThat(current().version()).isEqualTo(1);
  }

  @Test
  void aTenantHasAThousandRulesAtMost() {
    for (int i = 0; i < CapacityRules.MAX_RULES; i++) {
      define("Rule " + i, 60, Map.of());
    }

    assertThat(paths(change(new Change.Define("One more", 60, Map.of())))).containsExactly("name");
    define("Rule 7", 30, Map.of());
  }

  @Test
  void noChangeOfManyAtOnceIsLost() throws InterruptedException {
    new Race(4, 5).run((caller, round) -> {
      define("Rule " + caller + " " + round, 60, Map.of());
      return caller;
    });

    assertThat(current().rules()).hasSize(20);
    assertThat(current().version()).isEqualTo(20);
  }

  private void define(String name, int cellMinutes, Map<String, ?> cells) {
    assertThat(change(new Change.Define(name, cellMinutes, cells)))
        .isInstanceOf(RuleOutcome.Changed.class);
  }

  private void assign(QueueName queue, @Nullable String rule) {
    assertThat(assigning(queue, rule)).isInstanceOf(AssignRules.Outcome.Assigned.class);
  }

  private AssignRules.Outcome assigning(QueueName queue, @Nullable String rule) {
    return engine
        .ges()
        .rules()
        .assign()
        .assign(AssignRules.Command.one(TENANT, queue, AssignRules.Kind.CAPACITY, rule));
  }

  private RuleOutcome<CapacityRules> change(Change change) {
    return change(change, null);
  }

  private RuleOutcome<CapacityRules> change(Change change, @Nullable Integer expected) {
    return engine
        .ges()
        .rules()
        .capacity()
        .change(new RuleCommand<>(TENANT, change, expected, "me"));
  }

  private CapacityRules current() {
    return engine.ges().rules().capacity().current(TENANT);
  }

  private static List<String> paths(RuleOutcome<?> outcome) {
    return ((RuleOutcome.Invalid<?>) outcome)
        .errors().stream().map(Problem::path).toList();
  }

  private List<Integer> totals(Instant from, Duration length) {
    return engine
        .ges()
        .askQueue()
        .slots(TENANT, ALWAYS, Interval.startingAt(from, length), true)
        .orElseThrow()
        .slots()
        .stream()
        .map(FreeSlot::total)
        .toList();
  }

  private BookCallback.Outcome book(Instant desired) {
    return engine
        .ges()
        .bookCallback()
        .book(new BookCallback.Command(
            TENANT,
            ALWAYS,
            Origin.API,
            PhoneNumber.of("+33123456789"),
            new BookCallback.When(desired, false),
            BookCallback.Extras.NONE));
  }

  private static Map<String, Object> with(Map<String, Object> row, String column, Object value) {
    row.put(column, value);
    return row;
  }
}
