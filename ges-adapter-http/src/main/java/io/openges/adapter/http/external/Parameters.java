package io.openges.adapter.http.external;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.WireTime;
import io.openges.adapter.http.listener.Call;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads query parameters as strictly as fields of JSON are read: a value that is not what is
 * expected is refused by the parameter's name, never guessed at (specification 2.10). One that is
 * absent or empty is null. Stateless. Safe for use by many threads at once.
 */
public final class Parameters {

  private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

  /** Only these digits: {@link Long#parseLong} takes those of every script. */
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");

  private Parameters() {}

  /**
   * Reads {@code true} or {@code false}, false if absent.
   *
   * @throws ProblemException with code 501 if it is anything else
   */
  public static boolean flag(Call call, String name) {
    var text = call.query(name);
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw ProblemException.parameter(name, "expected true or false");
    }
    return "true".equals(text);
  }

  /**
   * Reads the name of a time zone.
   *
   * @throws ProblemException with code 501 if there is no such zone
   */
  public static @Nullable ZoneId zone(Call call, String name) {
    var text = call.query(name);
    if (text == null) {
      return null;
    }
    if (!ZONES.contains(text)) {
      throw ProblemException.parameter(name, "expected the name of a time zone");
    }
    return ZoneId.of(text);
  }

  /**
   * Reads an ISO 8601 date-time.
   *
   * @param zone the zone of one without offset; null if such a one is refused
   * @throws ProblemException with code 501 if it is none, or not of the years 1 to 9999
   */
  public static @Nullable Instant instant(Call call, String name, @Nullable ZoneId zone) {
    var text = call.query(name);
    if (text == null) {
      return null;
    }
    // A plus sign that was not encoded arrives as a space.
    return WireTime.parse(text.replace(' ', '+'), zone)
        .orElseThrow(() -> ProblemException.parameter(
            name, "expected an ISO 8601 date-time" + (zone == null ? " with zone" : "")));
  }

  /**
   * Reads milliseconds since 1970.
   *
   * @throws ProblemException with code 501 if they are none, or not of the years 1 to 9999
   */
  static @Nullable Instant millis(Call call, String name) {
    var value = integer(call, name, Long.MIN_VALUE, Long.MAX_VALUE);
    if (value == null) {
      return null;
    }
    return WireTime.inRange(Instant.ofEpochMilli(value))
        .orElseThrow(() -> ProblemException.parameter(name, "expected milliseconds since 1970"));
  }

  /**
   * Reads an integer.
   *
   * @param min least value, {@link Long#MIN_VALUE} for no bound
   * @param max greatest value, {@link Long#MAX_VALUE} for no bound
   * @throws ProblemException with code 501 if it is none or out of bounds
   */
  public static @Nullable Long integer(Call call, String name, long min, long max) {
    var text = call.query(name);
    if (text == null) {
      return null;
    }
    try {
      if (INTEGER.matcher(text).matches()) {
        long value = Long.parseLong(text);
        if (value >= min && value <= max) {
          return value;
        }
      }
    } catch (NumberFormatException tooLong) {
      // Answered below like a number out of range.
    }
    throw ProblemException.parameter(name, "expected an integer" + bounds(min, max));
  }

  private static String bounds(long min, long max) {
    if (min == Long.MIN_VALUE) {
      return "";
    }
    return " of at least " + min + (max == Long.MAX_VALUE ? "" : " and at most " + max);
  }
}
