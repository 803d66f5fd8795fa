package io.openges.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.booking.ReasonCode;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specification 11, from the booking to the dispatch. */
class NumbersTest extends DispatchScene {

  @ParameterizedTest
  @CsvSource({
    "abc, NUMBER_INVALID",
    "+1650253, NUMBER_IMPOSSIBLE",
    "+1 900 234 5678, PREMIUM_BLOCKED"
  })
  void withoutARuleNumbersOfNobodyAndOfPremiumRateAreRefused(String number, ReasonCode code) {
    var outcome = (BookCallback.Outcome.Refused) call(number);

    assertThat(outcome.refusal().check()).isEqualTo(7);
    assertThat(outcome.refusal().code()).isEqualTo(code);
    assertThat(engine.ges().questions().explain().booking(command(number)).reasons())
        .contains(outcome.refusal());
  }

  @Test
  void allWaysToWriteANumberAreStoredWithOneForm() {
    for (var number : new String[] {"+1 (650) 253-0000", "16502530000", "6502530000"}) {
      var booked = (BookCallback.Outcome.Booked) call(number);

      assertThat(booked.callback().booking().phoneNumber())
          .isEqualTo(new PhoneNumber(number, "+16502530000"));
    }
  }

  @Test
  void aNumberThatMayNoLongerBeDialledWhenItIsDueEndsItsCallback() {
    engine.publish(Map.of(Engine.ALWAYS.value(), rowWith("dialPrefix", "+44")));
    var booked = (BookCallback.Outcome.Booked)
        engine.ges().bookCallback().book(command("1212345678", START.plus(Duration.ofHours(2))));
    // a country code of nobody
    engine.publish(Map.of(Engine.ALWAYS.value(), rowWith("dialPrefix", "+999")));

    engine.time().advance(Duration.ofHours(2));
    engine.dispatch();

    var now = current(booked.callback());
    assertThat(now.state()).isEqualTo(CallbackState.COMPLETED);
    assertThat(now.status().reason()).isEqualTo(CompletionReason.NUMBER_NOT_ALLOWED);
    assertThat(engine.stream().entries()).isEmpty();
  }

  private BookCallback.Outcome call(String number) {
    return engine.ges().bookCallback().book(command(number));
  }

  private static BookCallback.Command command(String number) {
    return command(number, null);
  }

  private static BookCallback.Command command(String number, @Nullable Instant desired) {
    return new BookCallback.Command(
        Engine.TENANT,
        Engine.ALWAYS,
        Origin.API,
        PhoneNumber.of(number),
        new BookCallback.When(desired, false),
        BookCallback.Extras.NONE);
  }
}
