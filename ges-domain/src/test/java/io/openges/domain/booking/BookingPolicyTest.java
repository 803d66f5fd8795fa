package io.openges.domain.booking;

import static io.openges.domain.booking.ReasonCode.BEYOND_HORIZON;
import static io.openges.domain.booking.ReasonCode.BLACKOUT;
import static io.openges.domain.booking.ReasonCode.CLOSED_SPECIAL_DAY;
import static io.openges.domain.booking.ReasonCode.CLOSED_WEEKLY;
import static io.openges.domain.booking.ReasonCode.FORECAST_AFTER_CLOSING;
import static io.openges.domain.booking.ReasonCode.IMMEDIATE_DISABLED;
import static io.openges.domain.booking.ReasonCode.IN_PAST;
import static io.openges.domain.booking.ReasonCode.NO_AGENTS;
import static io.openges.domain.booking.ReasonCode.PUSH_TARGET_REQUIRED;
import static io.openges.domain.booking.ReasonCode.SCHEDULED_DISABLED;
import static io.openges.domain.booking.ReasonCode.SLOT_WOULD_BE_MISSED;
import static io.openges.domain.booking.ReasonCode.TOO_SOON;
import static io.openges.domain.booking.Wishes.TEN;
import static io.openges.domain.booking.Wishes.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.queue.WaitTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Specification 3.2.2, checks 5 to 11 and the first half of 14. */
class BookingPolicyTest {

  private static final BookingPolicy POLICY = new BookingPolicy(BookingTerms.DEFAULTS);

  @Test
  void check5AQueueThatCustomersCallNeedsADevice() {
    var queue = wish("callDirection", "USERORIGINATED");

    assertThat(refusals(queue)).containsExactly(Refusal.of(5, PUSH_TARGET_REQUIRED));
    allowed(queue.withPushTarget());
    allowed(wish());
  }

  @Test
  void check8ImmediateCallsMayBeOff() {
    var off = wish("immediateCallbackEnabled", false);

    assertThat(refusals(off)).containsExactly(Refusal.of(8, IMMEDIATE_DISABLED));
    allowed(off.in(Duration.ofHours(1)));
    allowed(off.in(Duration.ofMinutes(1)));
  }

  @Test
  void check8ScheduledCallsMayBeOff() {
    var off = wish("scheduledCallbackEnabled", false);

    assertThat(refusals(off.in(Duration.ofHours(1))))
        .containsExactly(Refusal.of(8, SCHEDULED_DISABLED));
    allowed(off);
    allowed(off.in(Duration.ofMinutes(1)));
  }

  @Test
  void check9TheTimeMustNotBePast() {
    assertThat(refusals(wish().in(Duration.ofMinutes(-10))))
        .containsExactly(Refusal.of(9, IN_PAST));
    assertThat(refusals(wish().in(Duration.ofMillis(-300_001))))
        .containsExactly(Refusal.of(9, IN_PAST));
    allowed(wish().in(Duration.ofMinutes(-2)));
    allowed(wish().inSeconds(-300));
  }

  @Test
  void check9AWishInThePastIsNotJudgedByAKindItDoesNotHave() {
    var queue = wish("scheduledCallbackEnabled", false, "minLeadTimeSeconds", 60);

    assertThat(refusals(queue.in(Duration.ofHours(-20)).takingAPlaceEvenIfNear()))
        .containsExactly(Refusal.of(9, IN_PAST));
  }

  @Test
  void check9TheTimeIsAtMost14DaysAhead() {
    var tooFar = Duration.ofDays(14).plusHours(1);

    assertThat(refusals(wish().in(tooFar)))
        .containsExactly(new Refusal(9, BEYOND_HORIZON, TEN.plus(Duration.ofHours(1))));
    assertThat(refusals(wish().in(Duration.ofDays(14).plusMillis(60_001)))).hasSize(1);
    allowed(wish().in(Duration.ofDays(14).plusSeconds(60)));
  }

  @Test
  void check9AScheduledCallKeepsTheLeadTime() {
    var queue = wish("minLeadTimeSeconds", 900);

    assertThat(refusals(queue.inSeconds(899)))
        .containsExactly(new Refusal(9, TOO_SOON, TEN.plusSeconds(900)));
    allowed(queue.inSeconds(900));
    allowed(queue);
    allowed(queue.inSeconds(120));
  }

  @Test
  void check10AnImmediateCallNeedsAnOpenOfficeNow() {
    var night = wish().at("2027-06-02T20:00:00Z");

    assertThat(refusals(night))
        .containsExactly(new Refusal(10, CLOSED_WEEKLY, Instant.parse("2027-06-03T08:00:00Z")));
    assertThat(refusals(wish().at("2027-06-02T18:00:00Z"))).hasSize(1);
    allowed(wish().at("2027-06-02T08:00:00Z"));
    allowed(wish().at("2027-06-02T17:59:59.999Z"));
  }

  @Test
  void check10AnImmediateCallMayWaitForTheOpening() {
    allowed(wish("rejectOutOfHours", false).at("2027-06-02T20:00:00Z"));
    allowed(wish("rejectOutOfHours", false, "immediateBlackoutMinutes", 720)
        .at("2027-06-02T20:00:00Z"));
  }

  @Test
  void check10AScheduledCallNeedsAnOpenOfficeThen() {
    assertThat(refusals(wish().wanting("2027-06-10T10:00:00Z")))
        .containsExactly(
            new Refusal(10, CLOSED_SPECIAL_DAY, Instant.parse("2027-06-11T08:00:00Z")));
    assertThat(refusals(wish().wanting("2027-06-03T07:59:59Z")))
        .containsExactly(new Refusal(10, CLOSED_WEEKLY, Instant.parse("2027-06-03T08:00:00Z")));
    allowed(wish().at("2027-06-02T20:00:00Z").wanting("2027-06-03T08:00:00Z"));
  }

  @Test
  void check10APutOffCallOnlyHelpsThoseWithoutATime() {
    var wish = wish("rejectOutOfHours", false).wanting("2027-06-02T20:00:00Z");

    assertThat(refusals(wish))
        .containsExactly(new Refusal(10, CLOSED_WEEKLY, Instant.parse("2027-06-03T08:00:00Z")));
  }

  @Test
  void check11AgentsCanBeRequired() {
    var queue = wish("requireLoggedInAgents", true);

    assertThat(refusals(queue.waiting(WaitTime.NO_AGENTS)))
        .containsExactly(Refusal.of(11, NO_AGENTS));
    allowed(queue.waiting(WaitTime.NO_TRAFFIC));
    allowed(queue.waiting(WaitTime.UNAVAILABLE));
    allowed(queue.waiting(WaitTime.NO_AGENTS).in(Duration.ofHours(1)));
    allowed(wish().waiting(WaitTime.NO_AGENTS));
  }

  @Test
  void check11NobodyNeedsToBeLoggedInAtNightForACallAtTheOpening() {
    var queue = wish("requireLoggedInAgents", true, "rejectOutOfHours", false);

    allowed(queue.waiting(WaitTime.NO_AGENTS).at("2027-06-02T20:00:00Z"));
  }

  @Test
  void check11AnImmediateCallMustBeServedBeforeClosing() {
    var evening = wish().at("2027-06-02T17:50:00Z");

    assertThat(refusals(evening.waiting(600)))
        .containsExactly(Refusal.of(11, FORECAST_AFTER_CLOSING));
    allowed(evening.waiting(599));
    allowed(evening.waiting(WaitTime.NO_TRAFFIC));
  }

  @Test
  void check11TheForecastCanBeLeftOut() {
    allowed(wish("immediateForecastCheck", false, "immediateBlackoutMinutes", 10)
        .at("2027-06-02T17:55:00Z")
        .waiting(7200));
  }

  @Test
  void check11NoneAreTakenInTheBlackoutBeforeClosing() {
    var queue = wish("immediateBlackoutMinutes", 10);

    assertThat(refusals(queue.at("2027-06-02T17:50:00Z")))
        .containsExactly(Refusal.of(11, BLACKOUT));
    assertThat(refusals(queue.at("2027-06-02T17:45:00Z").waiting(300)))
        .containsExactly(Refusal.of(11, BLACKOUT));
    allowed(queue.at("2027-06-02T17:49:59Z"));
    allowed(queue.at("2027-06-02T17:55:00Z").wanting("2027-06-03T17:55:00Z"));
  }

  @Test
  void check14ASlotThatEndsBeforeTheWaitIsOverWouldBeMissed() {
    var wish = wish().waiting(600).in(Duration.ofMinutes(5)).takingAPlaceEvenIfNear();

    allowed(wish);
    allowed(wish.waiting(899));
    assertThat(refusals(wish.waiting(900))).containsExactly(Refusal.of(14, SLOT_WOULD_BE_MISSED));
    allowed(wish().waiting(900).in(Duration.ofMinutes(15).plusSeconds(1)));
  }

  @Test
  void allFailedChecksAreFoundInTheirOrder() {
    var wish = wish(
            "callDirection",
            "USERORIGINATED",
            "scheduledCallbackEnabled",
            false,
            "minLeadTimeSeconds",
            604_800)
        .wanting("2027-06-02T20:00:00Z");

    assertThat(POLICY.refusals(wish.wish()))
        .extracting(Refusal::code)
        .containsExactly(PUSH_TARGET_REQUIRED, SCHEDULED_DISABLED, TOO_SOON, CLOSED_WEEKLY);
    assertThat(POLICY.firstRefusal(wish.wish())).contains(Refusal.of(5, PUSH_TARGET_REQUIRED));
  }

  @Test
  void anImmediateCallIsOfferedWhileItCanBeServed() {
    assertThat(offered(wish())).isTrue();
    assertThat(offered(wish().waiting(WaitTime.NO_TRAFFIC))).isTrue();
    assertThat(offered(wish().waiting(WaitTime.UNAVAILABLE))).isTrue();
    assertThat(offered(wish().waiting(WaitTime.NO_AGENTS))).isFalse();
    assertThat(offered(wish("immediateCallbackEnabled", false))).isFalse();
    assertThat(offered(wish().at("2027-06-02T20:00:00Z"))).isFalse();
    assertThat(offered(wish("rejectOutOfHours", false).at("2027-06-02T20:00:00Z")))
        .isFalse();
  }

  @Test
  void theOfferAlwaysLooksAtTheForecast() {
    var queue = wish("immediateForecastCheck", false, "immediateBlackoutMinutes", 10)
        .at("2027-06-02T17:40:00Z");

    assertThat(offered(queue.waiting(599))).isTrue();
    assertThat(offered(queue.waiting(600))).isFalse();
  }

  private static boolean offered(Wishes wish) {
    return POLICY.offersImmediate(wish.wish());
  }

  private static List<Refusal> refusals(Wishes wish) {
    return POLICY.refusals(wish.wish());
  }

  private static void allowed(Wishes wish) {
    assertThat(POLICY.refusals(wish.wish())).isEmpty();
    assertThat(POLICY.firstRefusal(wish.wish())).isEmpty();
  }
}
