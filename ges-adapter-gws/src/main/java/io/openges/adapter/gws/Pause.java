package io.openges.adapter.gws;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How long a service wishes to be left alone. Safe for use by many threads at once. */
final class Pause {

  /** A service that wishes for more is asked again after this time all the same. */
  static final Duration LONGEST = Duration.ofSeconds(60);

  private final InstantSource time;
  private final LongSupplier nanoTime;
  private final AtomicLong end;

  Pause(InstantSource time, LongSupplier nanoTime) {
    this.time = time;
    this.nanoTime = nanoTime;
    this.end = new AtomicLong(nanoTime.getAsLong());
  }

  boolean isOver() {
    return nanoTime.getAsLong() - end.get() >= 0;
  }

  /** Takes note of a {@code Retry-After}: seconds or a date; anything else means no pause. */
  void heed(@Nullable String retryAfter) {
    var wish = retryAfter == null ? Duration.ZERO : read(retryAfter.strip());
    if (wish.isNegative() || wish.isZero()) {
      return;
    }
    long until = nanoTime.getAsLong() + (wish.compareTo(LONGEST) < 0 ? wish : LONGEST).toNanos();
    end.accumulateAndGet(until, (one, other) -> one - other >= 0 ? one : other);
  }

  private Duration read(String text) {
    if (text.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Duration.between(time.instant(), date.toInstant());
    } catch (DateTimeException malformed) {
      return Duration.ZERO;
    }
  }
}
