package io.openges.domain.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openges.domain.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OccupancyTest {

  private static final Instant NOON = Instant.parse("2027-06-01T12:00:00Z");

  @Test
  void aCellBeginsAtAMultipleOfFiveMinutes() {
    assertThat(Occupancy.cellOf(NOON)).isEqualTo(NOON);
    assertThat(Occupancy.cellOf(NOON.plusMillis(299_999))).isEqualTo(NOON);
    assertThat(Occupancy.cellOf(NOON.minusMillis(1))).isEqualTo(NOON.minusSeconds(300));
    assertThat(Occupancy.cellOf(Instant.ofEpochMilli(-1))).isEqualTo(Instant.ofEpochSecond(-300));
  }

  @Test
  void nothingIsUsedOfNothing() {
    assertThat(Occupancy.EMPTY.usedIn(new Interval(NOON, NOON.plusSeconds(1)))).isZero();
    assertThat(Occupancy.of(Map.of()).usedIn(new Interval(NOON, NOON.plusSeconds(1))))
        .isZero();
  }

  @Test
  void anIntervalCountsItsCellsAndNoOther() {
    var occupancy = Occupancy.of(Map.of(
        NOON.minusSeconds(300),
        1,
        NOON,
        2,
        NOON.plusSeconds(299),
        4,
        NOON.plusSeconds(300),
        8,
        NOON.plusSeconds(600),
        16));

    assertThat(occupancy.usedIn(Interval.startingAt(NOON, Duration.ofMinutes(10))))
        .isEqualTo(14);
  }

  @Test
  void aCellThatLiesPartlyInTheIntervalCountsAsAWhole() {
    var occupancy = Occupancy.of(Map.of(NOON, 3));

    assertThat(occupancy.usedIn(new Interval(NOON.minusSeconds(60), NOON.plusMillis(1))))
        .isEqualTo(3);
    assertThat(occupancy.usedIn(new Interval(NOON.plusSeconds(299), NOON.plusSeconds(900))))
        .isEqualTo(3);
    assertThat(occupancy.usedIn(new Interval(NOON.minusSeconds(60), NOON))).isZero();
  }

  @Test
  void daysAreCopied() {
    var cells = new int[288];
    cells[144] = 7;
    var occupancy = Occupancy.ofDays(Map.of(LocalDate.of(2027, 6, 1), cells));
    cells[144] = 9;

    assertThat(occupancy.usedIn(Interval.startingAt(NOON, Occupancy.CELL))).isEqualTo(7);
  }

  @Test
  void negativeCountsAndShortDaysAreRefused() {
    var negative = new int[288];
    negative[0] = -1;
    var date = LocalDate.of(2027, 6, 1);

    assertThatIllegalArgumentException().isThrownBy(() -> Occupancy.of(Map.of(NOON, -1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Occupancy.ofDays(Map.of(date, new int[287])));
    assertThatIllegalArgumentException().isThrownBy(() -> Occupancy.ofDays(Map.of(date, negative)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void bothFormsAgreeWithCountingEveryCallback(long seed) {
    var random = new Random(seed);
    var callbacks = new TreeMap<Instant, Integer>();
    var days = new TreeMap<LocalDate, int[]>();
    for (int i = 0; i < 300; i++) {
      int cell = random.nextInt(8) / 2 * 2 * 288 + random.nextInt(288); // leaves some days empty
      callbacks.merge(NOON.minusSeconds(43_200).plusSeconds(300L * cell), 1, Integer::sum);
      days.computeIfAbsent(LocalDate.of(2027, 6, 1).plusDays(cell / 288), d -> new int[288])[
          cell % 288]++;
    }
    for (int i = 0; i < 500; i++) {
      var start = NOON.plusSeconds(300L * (random.nextInt(3000) - 400));
      var interval = Interval.startingAt(start, Duration.ofMinutes(5L * (1 + random.nextInt(700))));
      int expected = callbacks.subMap(start, interval.end()).values().stream()
          .mapToInt(n -> n)
          .sum();

      assertThat(Occupancy.of(callbacks).usedIn(interval)).as("seed %s", seed).isEqualTo(expected);
      assertThat(Occupancy.ofDays(days).usedIn(interval)).as("seed %s", seed).isEqualTo(expected);
    }
  }
}
