package io.openges.usecase;

import static io.openges.ports.testing.Engine.ALWAYS;
import static io.openges.ports.testing.Engine.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.booking.ReasonCode;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.phone.NumberJudgement.Step;
import io.openges.domain.queue.NumberRules;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.queue.AssignRules;
import io.openges.ports.driving.queue.KeepCapacityRules;
import io.openges.ports.driving.queue.KeepNumberRules.Change;
import io.openges.ports.driving.queue.KeepNumberRules.Question;
import io.openges.ports.driving.queue.KeepNumberRules.Trial;
import io.openges.ports.driving.queue.RuleCommand;
import io.openges.ports.driving.queue.RuleOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Specification 11, from the rule to the booking and the dispatch. */
class NumberRulesTest extends DispatchScene {

  private static final String FRENCH = "+33123456789";
  private static final Map<String, Object> US = Map.of("countries", List.of("US"));

  @Test
  void aRuleDecidesFromTheNextBookingOn() {
    assertThat(call(FRENCH)).isInstanceOf(BookCallback.Outcome.Booked.class);

    define("us", US);
    assign("us");

    assertThat(((BookCallback.Outcome.Refused) call(FRENCH)).refusal().code())
        .isEqualTo(ReasonCode.COUNTRY_NOT_ALLOWED);
    assign(null);
    assertThat(call(FRENCH)).isInstanceOf(BookCallback.Outcome.Booked.class);
  }

  @Test
  void aRuleStaysInForceWhenTheTableIsPublishedAgain() {
    define("us", US);
    assign("us");

    engine.publish(Map.of(ALWAYS.value(), rowWith("priority", 7)));

    assertThat(call(FRENCH)).isInstanceOf(BookCallback.Outcome.Refused.class);
  }

  @Test
  void aNumberThatWasBlockedSinceItWasBookedIsNotDialled() {
    var blocked = book(ALWAYS, START.plus(Duration.ofHours(2)));
    define("us", US);
    assign("us");

    engine.time().advance(Duration.ofHours(2));
    engine.dispatch();

    assertThat(current(blocked).state()).isEqualTo(CallbackState.COMPLETED);
    assertThat(current(blocked).status().reason()).isEqualTo(CompletionReason.NUMBER_NOT_ALLOWED);
    assertThat(engine.stream().entries()).isEmpty();
  }

  @Test
  void otherKindsOfRulesStayWhenOneChanges() {
    define("us", US);
    engine
        .ges()
        .rules()
        .capacity()
        .change(new RuleCommand<>(
            TENANT, new KeepCapacityRules.Change.Define("w", 30, Map.of()), null, null));

    assertThat(engine.ges().rules().numbers().current(TENANT).rules()).containsOnlyKeys("us");
    assertThat(engine.ges().rules().capacity().current(TENANT).rules()).containsOnlyKeys("w");
    assertThat(engine.ges().rules().numbers().current(TENANT).version()).isEqualTo(2);
  }

  @Test
  void aRuleInUseCannotGo() {
    define("us", US);
    assign("us");

    assertThat(change(new Change.Delete("us")))
        .isEqualTo(new RuleOutcome.RuleInUse<>(List.of(ALWAYS)));
    assign(null);
    assertThat(change(new Change.Delete("us"))).isInstanceOf(RuleOutcome.Changed.class);
    assertThat(change(new Change.Delete("us"))).isEqualTo(new RuleOutcome.UnknownRule<>());
  }

  @Test
  void whatIsNotThereCannotBeAssigned() {
    assertThat(assigning(ALWAYS, "us"))
        .isEqualTo(new AssignRules.Outcome.UnknownRule(AssignRules.Kind.NUMBER));
    define("us", US);
    assertThat(assigning(new QueueName("VQ_None"), "us"))
        .isEqualTo(new AssignRules.Outcome.UnknownQueue());
  }

  @Test
  void aChangeOfAnOldVersionIsRefused() {
    define("us", US);

    assertThat(engine
            .ges()
            .rules()
            .numbers()
            .change(new RuleCommand<>(TENANT, new Change.Delete("us"), 7, null)))
        .isEqualTo(new RuleOutcome.VersionConflict<>(1));
  }

  @Test
  void theTestToolJudgesLikeABooking() {
    define("us", US);
    assign("us");

    assertThat(tried(FRENCH, ALWAYS, null).judgement().step()).isEqualTo(Step.COUNTRY);
    assertThat(tried(FRENCH, ALWAYS, null).rule()).isEqualTo("us");
    assertThat(tried(FRENCH, null, null).judgement().step()).isEqualTo(Step.OTHERWISE);
    assertThat(tried(FRENCH, null, "us").judgement().step()).isEqualTo(Step.COUNTRY);
    assertThat(tried("6502530000", null, "us").judgement().reading().e164())
        .isEqualTo("+16502530000");
    assertThat(trial(FRENCH, new QueueName("VQ_None"), null)).isEqualTo(new Trial.UnknownQueue());
    assertThat(trial(FRENCH, null, "none")).isEqualTo(new Trial.UnknownRule());
  }

  @Test
  void aRuleThatCannotBeReadIsReplacedByDefiningItAnew() {
    var numbers =
        Map.of("rules", Map.of("us", Map.of()), "assignments", Map.of(ALWAYS.value(), "us"));
    var content =
        Map.<String, Object>of("rules", Map.of(), "assignments", Map.of(), "numbers", numbers);
    engine.stores().rules().publish(TENANT, 0, new SettingsStore.Publication(content, START, null));
    engine.ges().settings().refresh();
    assertThat(call(FRENCH)).isInstanceOf(BookCallback.Outcome.Refused.class);

    define("us", Map.of("countries", List.of("FR")));
    assertThat(call(FRENCH)).isInstanceOf(BookCallback.Outcome.Booked.class);
  }

  @Test
  void aNameOfBlanksIsNone() {
    assertThat(change(new Change.Define(" ", US))).isInstanceOf(RuleOutcome.Invalid.class);
  }

  private Trial.Judged tried(String number, @Nullable QueueName queue, @Nullable String rule) {
    return (Trial.Judged) trial(number, queue, rule);
  }

  private Trial trial(String number, @Nullable QueueName queue, @Nullable String rule) {
    return engine
        .ges()
        .rules()
        .numbers()
        .test(new Question(TENANT, PhoneNumber.of(number), queue, rule));
  }

  private void define(String name, Map<String, Object> statement) {
    assertThat(change(new Change.Define(name, statement))).isInstanceOf(RuleOutcome.Changed.class);
  }

  private void assign(@Nullable String rule) {
    assertThat(assigning(ALWAYS, rule)).isInstanceOf(AssignRules.Outcome.Assigned.class);
  }

  private AssignRules.Outcome assigning(QueueName queue, @Nullable String rule) {
    return engine
        .ges()
        .rules()
        .assign()
        .assign(AssignRules.Command.one(TENANT, queue, AssignRules.Kind.NUMBER, rule));
  }

  private RuleOutcome<NumberRules> change(Change change) {
    return engine.ges().rules().numbers().change(new RuleCommand<>(TENANT, change, null, null));
  }

  private BookCallback.Outcome call(String number) {
    return engine
        .ges()
        .bookCallback()
        .book(new BookCallback.Command(
            TENANT,
            ALWAYS,
            Origin.API,
            PhoneNumber.of(number),
            BookCallback.When.NOW,
            BookCallback.Extras.NONE));
  }
}
