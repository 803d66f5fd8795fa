package io.openges.domain.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.booking.Misfits.Booked;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.hours.BusinessHours;
import io.openges.domain.hours.DayHours;
import io.openges.domain.hours.LocalRange;
import io.openges.domain.hours.WeeklyHours;
import io.openges.domain.queue.Publications;
import io.openges.domain.queue.QueueSettings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The office of the smallest publication is open from 8 to 18 in Paris; its slots are 15 min. */
class MisfitsTest {

  private static final Instant TEN = Instant.parse("2031-03-05T09:00:00Z");
  private static final Instant NIGHT = Instant.parse("2031-03-05T21:00:00Z");
  private static final QueueSettings ROW = Publications.queue(Publications.smallest());

  @Test
  void everyOpenCallbackOfARemovedQueueIsAMisfit() {
    var inSession = new Booked(id(1), TEN, Instant.EPOCH, false, true);

    assertThat(found(null, booked(0, TEN), inSession))
        .containsExactly(Misfit.QUEUE_REMOVED, Misfit.QUEUE_REMOVED);
  }

  @Test
  void onlyWhoIsLeftWithoutHoursByTheChangeIsCounted() {
    var closed = Publications.queue(Publications.withSpecialDay(
        Publications.specialDay(false, Publications.range("2031-03-05", "2031-03-05"))));
    var inSession = new Booked(id(3), TEN, Instant.EPOCH, false, true);
    var nextDay = booked(2, TEN.plusSeconds(86_400));

    assertThat(found(closed, booked(0, TEN), booked(1, NIGHT), nextDay, inSession))
        .containsExactly(Misfit.OUT_OF_HOURS);
  }

  @Test
  void theLastBookedAreBeyondALowerCapacity() {
    var two = row("maxCallbacksPerSlot", 2);
    var slot = IntStream.range(0, 4).mapToObj(n -> booked(3 - n, TEN)).toList();

    var found = Misfits.find(ROW, two, slot);

    assertThat(found).extracting(Misfits.Found::problem).containsOnly(Misfit.OVER_CAPACITY);
    assertThat(found).extracting(misfit -> misfit.booked().id()).containsExactly(id(3), id(2));
  }

  @Test
  void whoWasBeyondTheCapacityBeforeIsNotCountedAgain() {
    var two = row("maxCallbacksPerSlot", 2);
    var one = row("maxCallbacksPerSlot", 1);
    var slot = List.of(booked(0, TEN), booked(1, TEN), booked(2, TEN));

    assertThat(Misfits.find(two, one, slot))
        .extracting(misfit -> misfit.booked().id())
        .containsExactly(id(1));
  }

  @Test
  void whoIsWithTheVoicePlatformKeepsThePlace() {
    var one = row("maxCallbacksPerSlot", 1);
    var late = new Booked(id(1), TEN, Instant.EPOCH.plusSeconds(1), false, true);
    var immediate = new Booked(id(2), TEN, Instant.EPOCH, false, false);

    assertThat(Misfits.find(ROW, one, List.of(booked(0, TEN), late, immediate)))
        .extracting(misfit -> misfit.booked().id())
        .containsExactly(id(0));
  }

  @Test
  void aSlotThatStartsAtAnotherTimeIsAnotherGrid() {
    var half = row("timeSlotMinutes", 30);

    assertThat(found(half, booked(0, TEN), booked(1, TEN.plusSeconds(900))))
        .containsExactly(Misfit.GRID_CHANGED);
  }

  @Test
  void columnsWithoutSayInSlotsAndHoursLeaveNobodyOut() {
    assertThat(Misfits.arePossible(ROW, row("dialPrefix", "9"))).isFalse();
    assertThat(Misfits.arePossible(ROW, null)).isTrue();
    assertThat(Misfits.arePossible(ROW, row("timeSlotMinutes", 30))).isTrue();
    assertThat(Misfits.arePossible(
            ROW, Publications.queue(Publications.withHours("timezone", "Etc/UTC"))))
        .isTrue();
  }

  @Test
  void hoursAreThoseOfTheRulesThatTheirZoneHasNow() {
    // 9 o'clock where summer time was minus 5, until it was given up
    var desired = Instant.parse("2031-07-01T14:00:00Z");

    assertThat(Misfits.isOutOfHours(nineToSix(-5), booked(0, desired))).isFalse();
    assertThat(Misfits.isOutOfHours(nineToSix(-6), booked(0, desired))).isTrue();
    assertThat(Misfits.isOutOfHours(nineToSix(-6), booked(0, desired.plusSeconds(3600))))
        .isFalse();
  }

  @Test
  void whoIsInSessionOrHoldsNoPlaceIsNeverOutOfHours() {
    var inSession = new Booked(id(1), NIGHT, Instant.EPOCH, false, true);
    var immediate = new Booked(id(2), NIGHT, Instant.EPOCH, true, false);

    assertThat(Misfits.isOutOfHours(ROW.hours(), booked(0, NIGHT))).isTrue();
    assertThat(Misfits.isOutOfHours(ROW.hours(), inSession)).isFalse();
    assertThat(Misfits.isOutOfHours(ROW.hours(), immediate)).isFalse();
  }

  private static BusinessHours nineToSix(int offset) {
    var day = DayHours.of(LocalRange.parse("09:00", "18:00"));
    return new BusinessHours(
        "office", ZoneOffset.ofHours(offset), WeeklyHours.everyDay(day), List.of());
  }

  private static QueueSettings row(String column, Object value) {
    return Publications.queue(Publications.withColumn(column, value));
  }

  private static List<Misfit> found(@Nullable QueueSettings after, Booked... open) {
    return Misfits.find(ROW, after, List.of(open)).stream()
        .map(Misfits.Found::problem)
        .toList();
  }

  /** Booked {@code n} seconds after the first. */
  private static Booked booked(int n, Instant desired) {
    return new Booked(id(n), desired, Instant.EPOCH.plusSeconds(n), true, true);
  }

  private static CallbackId id(int n) {
    return new CallbackId(new UUID(0x4000L, Long.MIN_VALUE + n));
  }
}
