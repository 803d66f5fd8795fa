package io.openges.domain.capacity;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityRuleTest {

  private static final LocalTime NINE = LocalTime.of(9, 0);
  private static final LocalTime HALF_PAST = LocalTime.of(9, 30);
  private static final CapacityRule HOURS = CapacityRule.blank("Week", 60);
  private static final CapacityRule HALVES = CapacityRule.blank("Week", 30);

  @Test
  void aNewRuleHasNoNumbers() {
    assertThat(HOURS.filledCells()).isEmpty();
    assertThat(HOURS.callbacksAt(MONDAY, NINE)).isEmpty();
    assertThat(HOURS.name()).isEqualTo("Week");
    assertThat(HOURS.cellMinutes()).isEqualTo(60);
  }

  @Test
  void aCellRulesEveryMinuteOfItsOwnAndNoOther() {
    var rule = HALVES.with(MONDAY, NINE, OptionalInt.of(4));

    assertThat(rule.callbacksAt(MONDAY, NINE)).hasValue(4);
    assertThat(rule.callbacksAt(MONDAY, LocalTime.of(9, 29, 59))).hasValue(4);
    assertThat(rule.callbacksAt(MONDAY, HALF_PAST)).isEmpty();
    assertThat(rule.callbacksAt(MONDAY, LocalTime.of(8, 59))).isEmpty();
    assertThat(rule.callbacksAt(TUESDAY, NINE)).isEmpty();
    assertThat(rule.filledCells()).isEqualTo(Map.of(MONDAY, Map.of(NINE, 4)));
  }

  @Test
  void nobodyCanChangeTheCellsOfARule() {
    var cells = HALVES.with(MONDAY, NINE, OptionalInt.of(4)).filledCells();

    assertThat(cells).isUnmodifiable();
    assertThat(cells.values()).allSatisfy(times -> assertThat(times).isUnmodifiable());
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 60})
  void theWeekHasACellForEachOfItsHoursAndHalfHours(int minutes) {
    var rule = CapacityRule.blank("full", minutes);
    int number = 0;
    for (var day : DayOfWeek.values()) {
      for (int minute = 0; minute < 1440; minute += minutes) {
        rule = rule.with(day, LocalTime.ofSecondOfDay(minute * 60L), OptionalInt.of(number++));
      }
    }

    assertThat(number).isEqualTo(7 * 1440 / minutes);
    assertThat(rule.callbacksAt(MONDAY, LocalTime.MIN)).hasValue(0);
    assertThat(rule.callbacksAt(SUNDAY, LocalTime.MAX)).hasValue(number - 1);
    assertThat(total(rule)).isEqualTo(number * (number - 1L) / 2);
  }

  @Test
  void aCellCanBeBlankedAgain() {
    assertThat(HOURS.with(MONDAY, NINE, OptionalInt.of(0)).with(MONDAY, NINE, OptionalInt.empty()))
        .isEqualTo(HOURS);
  }

  @ParameterizedTest
  @CsvSource({
    "60, 09:00, true",
    "60, 09:30, false",
    "30, 09:30, true",
    "30, 09:15, false",
    "30, 09:00:01, false",
    "60, 00:00, true"
  })
  void cellsStartAtFullAndHalfHours(int minutes, LocalTime time, boolean onGrid) {
    var rule = CapacityRule.blank("Week", minutes);

    assertThat(rule.isOnGrid(time)).isEqualTo(onGrid);
    if (!onGrid) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> rule.with(MONDAY, time, OptionalInt.of(1)));
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 5, 5", "5, 3, 2", "1, 1, 0", "0, 0, 0"})
  void anHourIsHalvedWithItsOddCallbackFirst(int hour, int first, int second) {
    var halves = HOURS.with(MONDAY, NINE, OptionalInt.of(hour)).withCellMinutes(30);

    assertThat(halves.callbacksAt(MONDAY, NINE)).hasValue(first);
    assertThat(halves.callbacksAt(MONDAY, HALF_PAST)).hasValue(second);
    assertThat(halves.filledCells().get(MONDAY)).hasSize(2);
    assertThat(halves.withCellMinutes(60).callbacksAt(MONDAY, NINE)).hasValue(hour);
  }

  @Test
  void ofABlankHalfAndANumberTheNumberIsKept() {
    var rule = HALVES.with(MONDAY, NINE, OptionalInt.of(7)).with(TUESDAY, HALF_PAST, zero());

    assertThat(rule.withCellMinutes(60).filledCells())
        .isEqualTo(Map.of(MONDAY, Map.of(NINE, 7), TUESDAY, Map.of(NINE, 0)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void conversionKeepsTheTotalOfEveryHour(long seed) {
    var random = new Random(seed);
    var halves = HALVES;
    for (int i = 0; i < 200; i++) {
      var time = LocalTime.ofSecondOfDay(1800L * random.nextInt(48));
      halves = halves.with(
          DayOfWeek.of(1 + random.nextInt(7)), time, OptionalInt.of(random.nextInt(5001)));
    }
    var hours = halves.withCellMinutes(60);

    assertThat(total(hours)).as("seed %s", seed).isEqualTo(total(halves));
    assertThat(hours.withCellMinutes(30).withCellMinutes(60)).isEqualTo(hours);
    for (var day : DayOfWeek.values()) {
      for (int hour = 0; hour < 24; hour++) {
        var full = LocalTime.of(hour, 0);
        var sum = halves.callbacksAt(day, full).orElse(0)
            + halves.callbacksAt(day, full.plusMinutes(30)).orElse(0);
        assertThat(hours.callbacksAt(day, full).orElse(0)).isEqualTo(sum);
      }
    }
  }

  @Test
  void twoHalfHoursMustFitIntoAnHour() {
    var most = OptionalInt.of(10_000);
    var fits = HALVES.with(MONDAY, NINE, most).with(MONDAY, HALF_PAST, zero());
    var tooMany = fits.with(MONDAY, HALF_PAST, OptionalInt.of(1));

    assertThat(fits.fitsCellMinutes(60)).isTrue();
    assertThat(fits.withCellMinutes(60).callbacksAt(MONDAY, NINE)).hasValue(10_000);
    assertThat(tooMany.fitsCellMinutes(60)).isFalse();
    assertThat(tooMany.fitsCellMinutes(30)).isTrue();
    assertThat(tooMany.withCellMinutes(30)).isSameAs(tooMany);
    assertThatIllegalArgumentException().isThrownBy(() -> tooMany.withCellMinutes(60));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 45, 120, -30})
  void cellsOfOtherLengthsAreRefused(int minutes) {
    assertThatIllegalArgumentException().isThrownBy(() -> CapacityRule.blank("Week", minutes));
    assertThatIllegalArgumentException().isThrownBy(() -> HOURS.withCellMinutes(minutes));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 10_001})
  void otherNumbersAreRefused(int callbacks) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HOURS.with(MONDAY, NINE, OptionalInt.of(callbacks)));
  }

  @Test
  void aNameHasOneToSixtyFourCharacters() {
    assertThat(CapacityRule.blank("x".repeat(64), 60).name()).hasSize(64);
    assertThatIllegalArgumentException().isThrownBy(() -> CapacityRule.blank("", 60));
    assertThatIllegalArgumentException().isThrownBy(() -> CapacityRule.blank("x".repeat(65), 60));
  }

  @Test
  void rulesWithEqualNameLengthAndCellsAreEqual() {
    var rule = HOURS.with(MONDAY, NINE, zero());

    assertThat(rule)
        .isEqualTo(CapacityRule.blank("Week", 60).with(MONDAY, NINE, zero()))
        .hasSameHashCodeAs(CapacityRule.blank("Week", 60).with(MONDAY, NINE, zero()))
        .isNotEqualTo(HOURS)
        .isNotEqualTo(CapacityRule.blank("Other", 60).with(MONDAY, NINE, zero()))
        .isNotEqualTo(HALVES);
    assertThat(rule.toString()).contains("Week", "60", "09:00");
  }

  private static OptionalInt zero() {
    return OptionalInt.of(0);
  }

  private static long total(CapacityRule rule) {
    return rule.filledCells().values().stream()
        .flatMap(times -> times.values().stream())
        .mapToLong(Integer::longValue)
        .sum();
  }
}
