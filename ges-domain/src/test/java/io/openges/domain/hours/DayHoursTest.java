package io.openges.domain.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayHoursTest {

  @Test
  void aRangeIsReadInMinutes() {
    assertThat(LocalRange.parse("08:05", "24:00")).isEqualTo(new LocalRange(485, 1440));
  }

  @Test
  void aRangeIsWrittenAsSettingsWriteIt() {
    assertThat(new LocalRange(0, 1440)).hasToString("00:00-24:00");
    assertThat(new LocalRange(545, 610)).hasToString("09:05-10:10");
  }

  @ParameterizedTest
  @CsvSource({
    "8:00, 12:00",
    "08:00, 24:01",
    "08:60, 12:00",
    "24:00, 24:00",
    "12:00, 12:00",
    "13:00, 12:00",
    "'', 12:00",
    "08:00:00, 12:00",
    "٠٨:٠٠, 12:00",
    "25:00, 26:00"
  })
  void aMalformedRangeIsRefused(String from, String to) {
    assertThatIllegalArgumentException().isThrownBy(() -> LocalRange.parse(from, to));
  }

  @Test
  void touchingRangesMergeInAnyOrder() {
    var day = DayHours.of(
        LocalRange.parse("12:00", "14:00"),
        LocalRange.parse("20:00", "24:00"),
        LocalRange.parse("08:00", "12:00"));

    assertThat(day.ranges())
        .containsExactly(LocalRange.parse("08:00", "14:00"), LocalRange.parse("20:00", "24:00"));
  }

  @Test
  void overlappingRangesAreRefused() {
    var ranges = List.of(LocalRange.parse("08:00", "12:01"), LocalRange.parse("12:00", "14:00"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> DayHours.of(ranges))
        .withMessageContaining("08:00-12:01")
        .withMessageContaining("12:00-14:00");
  }

  @Test
  void hoursContainTheirFirstMinuteAndNotTheLast() {
    var day = DayHours.of(LocalRange.parse("08:00", "12:00"));

    assertThat(day.contains(480)).isTrue();
    assertThat(day.contains(719)).isTrue();
    assertThat(day.contains(720)).isFalse();
    assertThat(day.contains(479)).isFalse();
  }

  @Test
  void aWeekNeedsAllSevenDays() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeeklyHours(Map.of(DayOfWeek.MONDAY, DayHours.CLOSED)))
        .withMessageContaining("MONDAY");
  }
}
