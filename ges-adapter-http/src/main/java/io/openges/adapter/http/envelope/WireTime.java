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
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Instants on the wire: ISO 8601, out with milliseconds and {@code Z}, in with any offset. Years 1
 * to 9999. Stateless. Safe for use by many threads at once.
 */
public final class WireTime {

  private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
          "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
      .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

  private static final DateTimeFormatter ANY = new DateTimeFormatterBuilder()
      .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
      .optionalStart()
      .appendOffset("+HH:MM", "Z")
      .optionalEnd()
      .optionalStart()
      .appendOffset("+HHmm", "Z")
      .optionalEnd()
      .toFormatter(Locale.ROOT)
      .withResolverStyle(ResolverStyle.STRICT);

  private WireTime() {}

  /** Returns {@code instant} as {@code 2026-12-01T09:00:00.000Z}. */
  public static String format(Instant instant) {
    return UTC.format(instant);
  }

  /** Returns {@code instant} as the clocks of {@code zone} show it, with its offset. */
  public static String format(Instant instant, ZoneId zone) {
    return LOCAL.format(instant.atZone(zone));
  }

  /**
   * Reads an instant, to the millisecond; empty if {@code text} is not one.
   *
   * @param zone the zone of a time without offset; null if such a time is not accepted
   */
  public static Optional<Instant> parse(String text, @Nullable ZoneId zone) {
    try {
      var parsed = ANY.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
      Instant instant;
      if (parsed instanceof OffsetDateTime withOffset) {
        instant = withOffset.toInstant();
      } else if (zone != null) {
        instant = LocalDateTime.from(parsed).atZone(zone).toInstant();
      } else {
        return Optional.empty();
      }
      return inRange(instant.truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  /** Returns {@code instant} if its year is 1 to 9999, so that every store can keep it. */
  public static Optional<Instant> inRange(Instant instant) {
    int year = instant.atOffset(ZoneOffset.UTC).getYear();
    return year < 1 || year > 9999 ? Optional.empty() : Optional.of(instant);
  }
}
