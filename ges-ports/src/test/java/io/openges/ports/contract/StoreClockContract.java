package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.driven.time.StoreClock;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link StoreClock} does that goes; one subclass for each implementation. */
public abstract class StoreClockContract {

  /** Returns what is under test. */
  protected abstract StoreClock clock();

  @Test
  void itIsReadToTheMillisecond() {
    var now = clock().now();

    assertThat(now).isEqualTo(now.truncatedTo(ChronoUnit.MILLIS));
  }

  @Test
  @Timeout(60)
  void itGoesOn() {
    var first = clock().now();
    var later = first;
    while (later.equals(first)) {
      later = clock().now();
    }

    assertThat(later).isAfter(first);
  }
}
