package io.openges.domain.capacity;

import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openges.domain.time.Interval;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specification 8.2. */
class SlotPlanTest {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final LocalTime NINE = LocalTime.of(9, 0);

  @ParameterizedTest
  @CsvSource({
    "15, 60, 15",
    "20, 30, 10",
    "20, 60, 20",
    "5, 30, 5",
    "10, 60, 10",
    "30, 60, 30",
    "60, 30, 30",
    "120, 60, 60",
    "120, 30, 30"
  })
  void slotsAreAsLongAsQueueAndRuleBothDivideInto(int queue, int cell, int length) {
    var plan = new SlotPlan(UTC, queue, 8, CapacityRule.blank("Week", cell));

    assertThat(plan.lengthMinutes()).isEqualTo(length);
    assertThat(plan.grid().length()).isEqualTo(Duration.ofMinutes(length));
    assertThat(new SlotPlan(UTC, queue, 8, null).lengthMinutes()).isEqualTo(queue);
  }

  @Test
  void aCellIsSharedOutWithTheRemainderFirst() {
    assertThat(at(plan(15, 100, rule(60, WEDNESDAY, 10)), NINE, 4)).containsExactly(3, 3, 2, 2);
    assertThat(at(plan(20, 100, rule(30, WEDNESDAY, 4)), NINE, 3)).containsExactly(2, 1, 1);
    assertThat(at(plan(60, 100, rule(60, WEDNESDAY, 7)), NINE, 1)).containsExactly(7);
  }

  @Test
  void aCellOfZeroTakesNothing() {
    assertThat(at(plan(15, 100, rule(60, WEDNESDAY, 0)), NINE, 4)).containsExactly(0, 0, 0, 0);
  }

  @Test
  void aBlankCellLeavesTheQueuesNumberSharedOutOverItsOwnSlot() {
    assertThat(at(plan(15, 7, rule(60, SUNDAY, 10)), NINE, 4)).containsExactly(7, 7, 7, 7);
    assertThat(at(plan(20, 5, rule(30, SUNDAY, 9)), NINE, 6)).containsExactly(3, 2, 3, 2, 3, 2);
    assertThat(at(plan(120, 5, rule(30, SUNDAY, 9)), LocalTime.of(8, 0), 5))
        .containsExactly(2, 1, 1, 1, 2);
  }

  @Test
  void aRuleIsReadOnTheClockOfTheQueue() {
    var tokyo = new SlotPlan(ZoneId.of("Asia/Tokyo"), 60, 1, rule(60, WEDNESDAY, 9));

    assertThat(tokyo.capacity().total(tokyo.grid().slotAt(Instant.parse("2027-06-02T00:00:00Z"))))
        .isEqualTo(9);
    assertThat(tokyo.capacity().total(tokyo.grid().slotAt(Instant.parse("2027-06-02T09:00:00Z"))))
        .isEqualTo(1);
  }

  @Test
  void aRepeatedHourHasItsCellTwice() {
    var rule = CapacityRule.blank("Week", 60).with(SUNDAY, LocalTime.of(2, 0), OptionalInt.of(5));
    var paris = new SlotPlan(ZoneId.of("Europe/Paris"), 30, 0, rule);
    var night = Interval.startingAt(Instant.parse("2027-10-30T23:00:00Z"), Duration.ofHours(4));

    assertThat(totals(paris, night)).containsExactly(0, 0, 3, 2, 3, 2, 0, 0);
  }

  @Test
  void aSlotCutShortTakesItsShareRoundedUp() {
    var rule = CapacityRule.blank("Week", 60)
        .with(SUNDAY, LocalTime.of(1, 0), OptionalInt.of(5))
        .with(SUNDAY, LocalTime.of(2, 0), OptionalInt.of(7));
    var lordHowe = new SlotPlan(ZoneId.of("Australia/Lord_Howe"), 60, 1, rule);

    assertThat(totals(
            lordHowe,
            Interval.startingAt(Instant.parse("2027-04-03T14:00:00Z"), Duration.ofMinutes(150))))
        .containsExactly(5, 3, 7);
    assertThat(totals(
            lordHowe,
            Interval.startingAt(Instant.parse("2027-10-02T14:30:00Z"), Duration.ofMinutes(90))))
        .containsExactly(5, 4);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void theSlotsOfAnOrdinaryWeekTakeWhatItsCellsSay(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      int cell = random.nextBoolean() ? 30 : 60;
      var rule = CapacityRule.blank("Week", cell);
      long expected = 0;
      for (var day : DayOfWeek.values()) {
        for (int minute = 0; minute < 1440; minute += cell) {
          int callbacks = random.nextInt(40);
          rule = rule.with(day, LocalTime.ofSecondOfDay(60L * minute), OptionalInt.of(callbacks));
          expected += callbacks;
        }
      }
      var plan =
          plan(List.of(5, 10, 15, 20, 30, 60, 120).get(random.nextInt(7)), random.nextInt(9), rule);
      var week = Interval.startingAt(Instant.parse("2027-05-31T00:00:00Z"), Duration.ofDays(7));

      assertThat(totals(plan, week).stream().mapToLong(Integer::longValue).sum())
          .as("seed %s, %s", seed, plan)
          .isEqualTo(expected);
    }
  }

  @Test
  void figuresOutOfRangeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> plan(7, 1, rule(60, SUNDAY, 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> plan(15, -1, rule(60, SUNDAY, 1)));
  }

  private static SlotPlan plan(int minutes, int callbacks, CapacityRule rule) {
    return new SlotPlan(UTC, minutes, callbacks, rule);
  }

  private static CapacityRule rule(int cellMinutes, DayOfWeek day, int callbacks) {
    return CapacityRule.blank("Week", cellMinutes).with(day, NINE, OptionalInt.of(callbacks));
  }

  /** What so many slots take from a time on, on a Wednesday. */
  private static List<Integer> at(SlotPlan plan, LocalTime time, int slots) {
    var start = Instant.parse("2027-06-02T00:00:00Z").plusSeconds(time.toSecondOfDay());
    return totals(plan, Interval.startingAt(start, plan.grid().length().multipliedBy(slots)));
  }

  private static List<Integer> totals(SlotPlan plan, Interval range) {
    return plan.grid().slots(range).stream()
        .map(plan.capacity()::total)
        .collect(Collectors.toList());
  }
}
