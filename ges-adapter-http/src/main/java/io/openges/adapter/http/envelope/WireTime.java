package io.openges.adapter.http.envelope;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Instants on the wire: ISO 8601, out with milliseconds and {@code Z}, in with any offset. Years 1
 * to 9999. Stateless. Safe for use by many threads at once.
 */
public final class WireTime {

  private static final DateTimeFormatter EXTENDED = withOffset("+HH:MM");
  private static final DateTimeFormatter BASIC = withOffset("+HHMM");

  private static final String USUAL = "0000-00-00T00:00:00.000Z";
  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final int[] POWERS = {1, 10, 100, 1000};

  private WireTime() {}

  private static DateTimeFormatter withOffset(String form) {
    return new DateTimeFormatterBuilder()
        .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
        .optionalStart()
        .appendOffset(form, "Z")
        .optionalEnd()
        .toFormatter(Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** Returns {@code instant} as {@code 2026-12-01T09:00:00.000Z}. */
  public static String format(Instant instant) {
    return local(instant, ZoneOffset.UTC).append('Z').toString();
  }

  /** Returns {@code instant} as the clocks of {@code zone} show it, with its offset. */
  public static String format(Instant instant, ZoneId zone) {
    var offset = zone.getRules().getOffset(instant);
    int minutes = offset.getTotalSeconds() / 60;
    var text = local(instant, offset).append(minutes < 0 ? '-' : '+');
    digits(text, Math.abs(minutes) / 60, 2);
    text.append(':');
    return digits(text, Math.abs(minutes) % 60, 2).toString();
  }

  /** A page of slots has thousands of times: a formatter would take most of its cost. */
  private static StringBuilder local(Instant instant, ZoneOffset offset) {
    var time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), offset);
    var text = new StringBuilder(32);
    digits(text, time.getYear(), 4).append('-');
    digits(text, time.getMonthValue(), 2).append('-');
    digits(text, time.getDayOfMonth(), 2).append('T');
    digits(text, time.getHour(), 2).append(':');
    digits(text, time.getMinute(), 2).append(':');
    digits(text, time.getSecond(), 2).append('.');
    return digits(text, time.getNano() / NANOS_PER_MILLI, 3);
  }

  private static StringBuilder digits(StringBuilder text, int number, int count) {
    int divisor = POWERS[count - 1];
    for (int i = 0; i < count; i++) {
      text.append((char) ('0' + number / divisor % 10));
      divisor /= 10;
    }
    return text;
  }

  /**
   * Reads an instant, to the millisecond; empty if {@code text} is not one. A time without offset
   * that the clocks of {@code zone} skip is the instant of the change, as in business hours; of one
   * that they show twice it is the first.
   *
   * @param zone the zone of a time without offset; null if such a time is not accepted
   */
  public static Optional<Instant> parse(String text, @Nullable ZoneId zone) {
    try {
      if (isUsual(text)) {
        return inRange(Instant.ofEpochMilli(usual(text)));
      }
      var parsed = parsed(text);
      Instant instant;
      if (parsed instanceof OffsetDateTime withOffset) {
        instant = withOffset.toInstant();
      } else if (zone != null) {
        instant = onClocks(LocalDateTime.from(parsed), zone);
      } else {
        return Optional.empty();
      }
      return inRange(instant.truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  private static TemporalAccessor parsed(String text) {
    try {
      return EXTENDED.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    } catch (DateTimeException notExtended) {
      return BASIC.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    }
  }

  private static Instant onClocks(LocalDateTime time, ZoneId zone) {
    var change = zone.getRules().getTransition(time);
    return change != null && change.isGap()
        ? change.getInstant()
        : time.atZone(zone).toInstant();
  }

  /** Returns {@code instant} if its year is 1 to 9999, so that every store can keep it. */
  public static Optional<Instant> inRange(Instant instant) {
    int year = instant.atOffset(ZoneOffset.UTC).getYear();
    return year < 1 || year > 9999 ? Optional.empty() : Optional.of(instant);
  }

  /** Says whether {@code text} is written as GES itself writes times. */
  private static boolean isUsual(String text) {
    if (text.length() != USUAL.length()) {
      return false;
    }
    for (int i = 0; i < USUAL.length(); i++) {
      char c = text.charAt(i);
      char form = USUAL.charAt(i);
      if (form == '0' ? c < '0' || c > '9' : c != form) {
        return false;
      }
    }
    return true;
  }

  private static long usual(String text) {
    var time = LocalDateTime.of(
        number(text, 0, 4),
        number(text, 5, 7),
        number(text, 8, 10),
        number(text, 11, 13),
        number(text, 14, 16),
        number(text, 17, 19));
    return time.toEpochSecond(ZoneOffset.UTC) * 1000 + number(text, 20, 23);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
