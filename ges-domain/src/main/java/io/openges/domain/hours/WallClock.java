package io.openges.domain.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * Turns a zone's local times into instants, in seconds since 1970-01-01T00:00Z (specification 7.3).
 *
 * <p>Both directions of {@link #opening} and {@link #closing} never fall when the local time rises,
 * and an opening is never after the closing of the same local time.
 *
 * <p>Immutable and thread-safe.
 */
final class WallClock {

  private final ZoneId zone;
  private final ZoneRules rules;

  WallClock(ZoneId zone) {
    this.zone = zone;
    this.rules = zone.getRules();
  }

  LocalDate dateAt(Instant instant) {
    return LocalDate.ofInstant(instant, zone);
  }

  /** The first time the clock shows it; the instant of the change if the clock skips it. */
  long opening(LocalDate date, int minuteOfDay) {
    return secondOf(date, minuteOfDay, true);
  }

  /** The last time the clock shows it; the instant of the change if the clock skips it. */
  long closing(LocalDate date, int minuteOfDay) {
    return secondOf(date, minuteOfDay, false);
  }

  private long secondOf(LocalDate date, int minuteOfDay, boolean first) {
    var local = minuteOfDay == LocalRange.END_OF_DAY
        ? date.plusDays(1).atStartOfDay()
        : LocalDateTime.of(date, LocalTime.ofSecondOfDay(minuteOfDay * 60L));
    var offsets = rules.getValidOffsets(local);
    if (offsets.isEmpty()) {
      return rules.getTransition(local).toEpochSecond();
    }
    ZoneOffset offset = offsets.get(first ? 0 : offsets.size() - 1);
    return local.toEpochSecond(offset);
  }
}
