package io.openges.adapter.gws;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.testing.MovableTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PauseTest {

  private static final long START = Long.MAX_VALUE - Duration.ofSeconds(10).toNanos();

  private final MovableTime time = new MovableTime(Instant.parse("2031-03-04T05:06:07Z"));
  private long nanos = START;
  private final Pause pause = new Pause(time, () -> nanos);

  @ParameterizedTest
  @CsvSource(
      value = {
        "1|1",
        "  30 |30",
        "60|60",
        "61|60",
        "999999999|60",
        "Tue, 04 Mar 2031 05:06:20 GMT|13",
        "Tue, 04 Mar 2031 06:06:20 GMT|60",
      },
      delimiter = '|')
  void aWishIsHeededForAMinuteAtMost(String wish, long seconds) {
    pause.heed(wish);

    pass(Duration.ofSeconds(seconds).minusNanos(1));
    assertThat(pause.isOver()).isFalse();
    pass(Duration.ofNanos(1));
    assertThat(pause.isOver()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "null",
        "''",
        "0",
        "-1",
        "1.5",
        "soon",
        "1e3",
        "99999999999",
        "'Tue, 04 Mar 2031 05:06:07 GMT'",
        "'Fri, 01 Mar 2030 05:06:07 GMT'"
      },
      nullValues = "null")
  void whatIsNoWishIsNone(@Nullable String wish) {
    pause.heed(wish);

    assertThat(pause.isOver()).isTrue();
  }

  @Test
  void theLongerOfTwoWishesCounts() {
    pause.heed("10");
    pause.heed("5");

    pass(Duration.ofSeconds(9));
    assertThat(pause.isOver()).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(pause.isOver()).isTrue();
  }

  private void pass(Duration duration) {
    nanos += duration.toNanos();
  }
}
