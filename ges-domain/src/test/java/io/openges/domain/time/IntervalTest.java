package io.openges.domain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IntervalTest {

  private static final Instant NINE = Instant.parse("2027-06-01T09:00:00Z");
  private static final Instant TEN = Instant.parse("2027-06-01T10:00:00Z");
  private static final Interval NINE_TO_TEN = new Interval(NINE, TEN);

  @Test
  void containsItsStartAndNotItsEnd() {
    assertThat(NINE_TO_TEN.contains(NINE)).isTrue();
    assertThat(NINE_TO_TEN.contains(TEN.minusMillis(1))).isTrue();
    assertThat(NINE_TO_TEN.contains(TEN)).isFalse();
    assertThat(NINE_TO_TEN.contains(NINE.minusMillis(1))).isFalse();
  }

  @Test
  void touchingIntervalsDoNotOverlap() {
    var next = Interval.startingAt(TEN, Duration.ofHours(1));

    assertThat(NINE_TO_TEN.overlaps(next)).isFalse();
    assertThat(next.overlaps(NINE_TO_TEN)).isFalse();
  }

  @Test
  void oneMillisecondInCommonIsAnOverlap() {
    var next = Interval.startingAt(TEN.minusMillis(1), Duration.ofHours(1));

    assertThat(NINE_TO_TEN.overlaps(next)).isTrue();
    assertThat(next.overlaps(NINE_TO_TEN)).isTrue();
  }

  @Test
  void lastsFromStartToEnd() {
    assertThat(NINE_TO_TEN.duration()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void boundsAreCutToMilliseconds() {
    assertThat(new Interval(NINE.plusNanos(999_999), TEN.plusNanos(1))).isEqualTo(NINE_TO_TEN);
  }

  @Test
  void anEndThatIsNotAfterTheStartIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Interval(NINE, NINE));
    assertThatIllegalArgumentException().isThrownBy(() -> new Interval(TEN, NINE));
    assertThatIllegalArgumentException().isThrownBy(() -> new Interval(NINE, NINE.plusNanos(9)));
  }
}
