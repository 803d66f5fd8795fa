package io.openges.domain.callin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.UserData;
import io.openges.domain.callin.CallInRequest.Line;
import io.openges.domain.callin.CallInRequest.Recognition;
import io.openges.domain.callin.CallInRequest.Sent;
import io.openges.domain.callin.CallInRequest.State;
import io.openges.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallInRulesTest {

  private static final Instant NOW = Instant.parse("2031-03-04T05:06:07Z");
  private static final TenantId TENANT = new TenantId(new UUID(1, 1));
  private static final String ONE = "+18005550100";
  private static final String TWO = "+18005550101";
  private static final String CALLER = "+16502530000";

  @Test
  void theFewestOpenRequestsComeFirstThenRoundRobin() {
    var all = List.of(
        new NumberLoad("a", 1, false, 1, NOW.plusSeconds(9)),
        new NumberLoad("b", 0, false, 5, null),
        new NumberLoad("c", 0, false, 4, null),
        new NumberLoad("d", 0, true, 0, NOW.plusSeconds(3)));

    assertThat(NumberLoad.candidates(all, Recognition.CODE))
        .extracting(NumberLoad::number)
        .containsExactly("c", "b", "a");
    assertThat(NumberLoad.candidates(all, Recognition.NUMBER))
        .extracting(NumberLoad::number)
        .containsExactly("d", "c", "b");
    assertThat(NumberLoad.firstExpiry(all)).contains(NOW.plusSeconds(3));
    assertThat(NumberLoad.firstExpiry(List.of())).isEmpty();
  }

  @Test
  void aNumberIsGivenToSoManyAtMost() {
    var full = new NumberLoad("a", NumberLoad.MOST_OPEN, false, 1, NOW.plusSeconds(9));
    var last = new NumberLoad("b", NumberLoad.MOST_OPEN - 1, false, 2, NOW.plusSeconds(9));

    for (var recognition : List.of(Recognition.CODE, Recognition.CALLER)) {
      assertThat(NumberLoad.candidates(List.of(full, last), recognition)).containsExactly(last);
    }
  }

  @Test
  void aCodeThatIsTypedInIsAllThatCounts() {
    var coded = request(ONE, 12345, null);
    var own = request(ONE, null, null);

    assertThat(call(12345L, CALLER).match(List.of(own, coded))).contains(coded);
    assertThat(call(54321L, CALLER).match(List.of(own, coded))).isEmpty();
    assertThat(call(12345L + (1L << 32), CALLER).match(List.of(own, coded))).isEmpty();
    assertThat(call(12345L, CALLER).match(List.of(request(TWO, 12345, null)))).isEmpty();
  }

  @Test
  void elseTheCallerCountsAndThenTheNumberAlone() {
    var callers = request(ONE, null, CALLER);
    var own = request(ONE, null, null);

    assertThat(call(null, CALLER).match(List.of(own, callers))).contains(callers);
    assertThat(call(null, TWO).match(List.of(callers, own))).contains(own);
    assertThat(call(null, null).match(List.of(callers, own))).contains(own);
    assertThat(call(null, null).match(List.of(callers))).isEmpty();
  }

  @Test
  void whoGotACodeIsNotKnownByHisNumber() {
    assertThat(call(null, CALLER).match(List.of(request(ONE, 12345, CALLER)))).isEmpty();
  }

  @Test
  void onlyOpenRequestsMatch() {
    var request = request(ONE, null, CALLER);

    assertThat(request.stateAt(NOW.plusSeconds(299))).isEqualTo(State.CREATED);
    assertThat(request.stateAt(NOW.plusSeconds(300))).isEqualTo(State.EXPIRED);
    assertThat(request.as(State.MATCHED).stateAt(NOW.plusSeconds(300))).isEqualTo(State.MATCHED);
    assertThat(call(null, CALLER).match(List.of(request.as(State.MATCHED)))).isEmpty();
    assertThat(call(null, CALLER).match(List.of(request.as(State.EXPIRED)))).isEmpty();
  }

  @Test
  void tenWrongCodesInTenMinutesBlockForTenMinutes() {
    var codes = WrongCodes.NONE;
    for (int i = 0; i < 9; i++) {
      codes = codes.and(NOW.plusSeconds(i));
    }
    assertThat(codes.isBlockedAt(NOW.plusSeconds(9))).isFalse();

    var last = NOW.plusSeconds(599);
    codes = codes.and(last);

    assertThat(codes.isBlockedAt(last)).isTrue();
    assertThat(codes.isBlockedAt(last.plus(WrongCodes.WINDOW).minusMillis(1))).isTrue();
    assertThat(codes.isBlockedAt(last.plus(WrongCodes.WINDOW))).isFalse();
    assertThat(codes.forgottenAt()).isEqualTo(last.plus(WrongCodes.WINDOW));
    assertThat(codes.and(last.plus(WrongCodes.WINDOW)).times()).hasSize(1);
  }

  @Test
  void wrongCodesOlderThanTheWindowCountNoMore() {
    var slow = IntStream.range(0, 100)
        .boxed()
        .reduce(
            WrongCodes.NONE,
            (codes, i) -> codes.and(NOW.plus(Duration.ofSeconds(67L * i))),
            (a, b) -> b);

    assertThat(slow.isBlockedAt(NOW.plusSeconds(67 * 99))).isFalse();
    assertThat(slow.times()).hasSize(9);
    assertThat(slow.forgottenAt()).isEqualTo(NOW.plusSeconds(67 * 99 + 600));
  }

  @Test
  void wrongCodesCountAgainstTheCallerAndTheNumber() {
    assertThat(call(1L, CALLER).sources()).containsExactly("from " + CALLER, "to " + ONE);
    assertThat(call(1L, null).sources()).containsExactly("to " + ONE);
  }

  @Test
  void nothingPersonalOrSecretIsShown() {
    assertThat(call(12345L, CALLER).toString()).doesNotContain("12345", CALLER);
    assertThat(request(ONE, 12345, CALLER).toString()).doesNotContain("12345", CALLER);
  }

  @Test
  void aCallerIsKnownByAnInternationalNumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sent("g", PhoneNumber.of("1"), UserData.NONE, null));
  }

  private static IncomingCall call(@Nullable Long code, @Nullable String caller) {
    return new IncomingCall(
        TENANT,
        List.of(ONE),
        caller == null ? List.of() : List.of(caller),
        code,
        "call",
        NOW.plusSeconds(1));
  }

  private static CallInRequest request(
      String number, @Nullable Integer code, @Nullable String caller) {
    var from = caller == null ? null : new PhoneNumber(caller, caller);
    return new CallInRequest(
        new CallInKey(TENANT, new UUID(2, number.hashCode())),
        new Line(number, code),
        new Sent("g", from, UserData.NONE, null),
        NOW,
        NOW.plusSeconds(300),
        State.CREATED);
  }
}
