package io.openges.domain.booking;

import static io.openges.domain.booking.Wishes.TEN;
import static io.openges.domain.booking.Wishes.wish;
import static io.openges.domain.callback.CallbackKind.IMMEDIATE;
import static io.openges.domain.callback.CallbackKind.SCHEDULED;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.queue.WaitTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Specification 3.2.1. */
class PlacementTest {

  @Test
  void withoutATimeItIsImmediateAndNow() {
    assertThat(wish().place()).isEqualTo(new Placement(IMMEDIATE, TEN, false));
    assertThat(wish("immediateCallbackEnabled", false).place())
        .isEqualTo(new Placement(IMMEDIATE, TEN, false));
  }

  @Test
  void withoutATimeItWaitsForTheOpeningIfTheQueueSaysSo() {
    var night = wish("rejectOutOfHours", false).at("2027-06-02T20:00:00Z");

    assertThat(night.place())
        .isEqualTo(new Placement(IMMEDIATE, Instant.parse("2027-06-03T08:00:00Z"), true));
    assertThat(wish("rejectOutOfHours", false).place())
        .isEqualTo(new Placement(IMMEDIATE, TEN, false));
    assertThat(wish().at("2027-06-02T20:00:00Z").place().waitsForOpening()).isFalse();
  }

  @Test
  void upTo180SecondsAheadIsNear() {
    assertThat(wish().inSeconds(180).place())
        .isEqualTo(new Placement(IMMEDIATE, TEN.plusSeconds(180), false));
    assertThat(wish().in(Duration.ofMillis(180_001)).place())
        .isEqualTo(new Placement(SCHEDULED, TEN.plusMillis(180_001), false));
  }

  @Test
  void aLongerWaitMakesMoreOfTheTimeNear() {
    assertThat(wish().waiting(600).in(Duration.ofMinutes(5)).place().kind()).isEqualTo(IMMEDIATE);
    assertThat(wish().waiting(600).inSeconds(600).place().kind()).isEqualTo(IMMEDIATE);
    assertThat(wish().waiting(600).inSeconds(601).place().kind()).isEqualTo(SCHEDULED);
  }

  @Test
  void anUnknownWaitCountsAsNone() {
    for (var unknown :
        new WaitTime[] {WaitTime.NO_TRAFFIC, WaitTime.NO_AGENTS, WaitTime.UNAVAILABLE}) {
      assertThat(wish().waiting(unknown).inSeconds(180).place().kind()).isEqualTo(IMMEDIATE);
      assertThat(wish().waiting(unknown).inSeconds(181).place().kind()).isEqualTo(SCHEDULED);
    }
  }

  @Test
  void aNearTimeIsScheduledIfImmediateCallsAreOffOrTheOfficeIsClosed() {
    assertThat(wish("immediateCallbackEnabled", false).inSeconds(60).place())
        .isEqualTo(new Placement(SCHEDULED, TEN.plusSeconds(60), false));
    assertThat(wish().at("2027-06-02T07:59:00Z").wanting("2027-06-02T08:00:00Z").place())
        .isEqualTo(new Placement(SCHEDULED, Instant.parse("2027-06-02T08:00:00Z"), false));
  }

  @Test
  void upToFiveMinutesAgoIsReadAsNow() {
    assertThat(wish().inSeconds(-300).place()).isEqualTo(new Placement(IMMEDIATE, TEN, false));
    assertThat(wish("immediateCallbackEnabled", false).inSeconds(-300).place())
        .isEqualTo(new Placement(SCHEDULED, TEN, false));
    assertThat(wish().inSeconds(-120).takingAPlaceEvenIfNear().place())
        .isEqualTo(new Placement(SCHEDULED, TEN, false));
  }

  @Test
  void earlierThanThatKeepsItsTimeToBeRefused() {
    assertThat(wish().in(Duration.ofMillis(-300_001)).place().desiredTime())
        .isEqualTo(TEN.minusMillis(300_001));
  }

  @Test
  void aPlaceCanBeDemandedForANearTime() {
    assertThat(wish().inSeconds(60).takingAPlaceEvenIfNear().place())
        .isEqualTo(new Placement(SCHEDULED, TEN.plusSeconds(60), false));
    assertThat(wish().takingAPlaceEvenIfNear().place().kind()).isEqualTo(IMMEDIATE);
  }
}
