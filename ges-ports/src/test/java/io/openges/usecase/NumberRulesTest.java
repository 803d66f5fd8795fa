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
import io.openges.domain.queue.QueueName;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.queue.KeepCapacityRules;
import io.openges.ports.driving.queue.KeepNumberRules.Change;
import io.openges.ports.driving.queue.KeepNumberRules.Command;
import io.openges.ports.driving.queue.KeepNumberRules.Outcome;
import io.openges.ports.driving.queue.KeepNumberRules.Question;
import io.openges.ports.driving.queue.KeepNumberRules.Trial;
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
        .capacityRules()
        .change(new KeepCapacityRules.Command(
            TENANT, new KeepCapacityRules.Change.Define("w", 30, Map.of()), null, null));

    assertThat(engine.ges().numberRules().current(TENANT).rules()).containsOnlyKeys("us");
    assertThat(engine.ges().capacityRules().current(TENANT).rules()).containsOnlyKeys("w");
    assertThat(engine.ges().numberRules().current(TENANT).version()).isEqualTo(2);
  }

  @Test
  void aRuleInUseCannotGo() {
    define("us", US);
    assign("us");

    assertThat(change(new Change.Delete("us"))).isEqualTo(new Outcome.RuleInUse(List.of(ALWAYS)));
    assign(null);
    assertThat(change(new Change.Delete("us"))).isInstanceOf(Outcome.Changed.class);
    assertThat(change(new Change.Delete("us"))).isEqualTo(new Outcome.UnknownRule());
  }

  @Test
  void whatIsNotThereCannotBeAssigned() {
    assertThat(change(new Change.Assign(ALWAYS, "us"))).isEqualTo(new Outcome.UnknownRule());
    define("us", US);
    assertThat(change(new Change.Assign(new QueueName("VQ_None"), "us")))
        .isEqualTo(new Outcome.UnknownQueue());
  }

  @Test
  void aChangeOfAnOldVersionIsRefused() {
    define("us", US);

    assertThat(engine
            .ges()
            .numberRules()
            .change(new Command(TENANT, new Change.Delete("us"), 7, null)))
        .isEqualTo(new Outcome.VersionConflict(1));
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
  void rulesThatCannotBeReadAreReplacedByDefiningThemAnew() {
    store(0, Map.of("us", Map.of()), Map.of(ALWAYS.value(), "us"));
    assertThat(call(FRENCH)).isInstanceOf(BookCallback.Outcome.Refused.class);

    define("us", Map.of("countries", List.of("FR")));
    assertThat(call(FRENCH)).isInstanceOf(BookCallback.Outcome.Booked.class);

    store(2, "x", "y");
    define("eu", US);
    assertThat(engine.ges().numberRules().current(TENANT).rules()).containsOnlyKeys("eu");
  }

  @Test
  void aNameOfBlanksIsNone() {
    assertThat(change(new Change.Define(" ", US))).isInstanceOf(Outcome.Invalid.class);
  }

  private void store(int before, Object rules, Object assignments) {
    var numbers = Map.of("rules", rules, "assignments", assignments);
    var content =
        Map.<String, Object>of("rules", Map.of(), "assignments", Map.of(), "numbers", numbers);
    engine
        .stores()
        .capacityRules()
        .publish(TENANT, before, new SettingsStore.Publication(content, START, null));
    engine.ges().settings().refresh();
  }

  private Trial.Judged tried(String number, @Nullable QueueName queue, @Nullable String rule) {
    return (Trial.Judged) trial(number, queue, rule);
  }

  private Trial trial(String number, @Nullable QueueName queue, @Nullable String rule) {
    return engine
        .ges()
        .numberRules()
        .test(new Question(TENANT, PhoneNumber.of(number), queue, rule));
  }

  private void define(String name, Map<String, Object> statement) {
    assertThat(change(new Change.Define(name, statement))).isInstanceOf(Outcome.Changed.class);
  }

  private void assign(@Nullable String rule) {
    assertThat(change(new Change.Assign(ALWAYS, rule))).isInstanceOf(Outcome.Changed.class);
  }

  private Outcome change(Change change) {
    return engine.ges().numberRules().change(new Command(TENANT, change, null, null));
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
