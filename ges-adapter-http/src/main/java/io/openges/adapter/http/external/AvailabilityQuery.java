package io.openges.adapter.http.external;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.WireTime;
import io.openges.adapter.http.listener.Call;
import io.openges.domain.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The query of an availability request (specification 3.5), past the checks of its parameters.
 * Immutable and thread-safe.
 *
 * @param range from the start to the end, at least one millisecond so that it holds its start
 * @param zone the zone answers are told in
 * @param maxSlots most free slots to list, null for all
 * @param reportBusy whether full slots are listed too
 */
record AvailabilityQuery(
    Interval range, ZoneId zone, @Nullable Integer maxSlots, boolean reportBusy) {

  private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final int MAX_DAYS = 31;

  /**
   * The names of the parameters, which differ between the vendor's API and the facade.
   *
   * @param days number of days
   * @param maxSlots most slots
   */
  record Names(String days, String maxSlots) {

    /** Those of the vendor's API. */
    static final Names VENDOR = new Names("numberOfDays", "maxTimeSlots");

    /** Those of the facade. */
    static final Names FACADE = new Names("number-of-days", "max-time-slots");
  }

  /**
   * Reads the query.
   *
   * @param now for a start that is not given
   * @throws ProblemException with code 501 that names the first parameter that is wrong
   */
  static AvailabilityQuery read(Call call, Names names, Instant now) {
    var zone = zone(call);
    var start = start(call, zone, now);
    var end = end(call, names, zone, start);
    if (end.isBefore(start)) {
      throw ProblemException.parameter("end", "expected not to be before start");
    }
    // Days are counted on the calendar, and may hold an hour more.
    if (call.query(names.days()) == null && Duration.between(start, end).compareTo(LONGEST) > 0) {
      throw ProblemException.parameter("end", "expected at most 31 days after start");
    }
    var max = integer(call, names.maxSlots(), 1, Integer.MAX_VALUE);
    var last = end.isAfter(start) ? end : start.plusMillis(1);
    return new AvailabilityQuery(
        new Interval(start, last),
        zone,
        max == null ? null : Math.toIntExact(max),
        flag(call, "reportBusy"));
  }

  /** Reads the zone, UTC if none is given. */
  static ZoneId zone(Call call) {
    var name = call.query("timezone");
    if (name == null) {
      return ZoneId.of("UTC");
    }
    if (!ZONES.contains(name)) {
      throw ProblemException.parameter("timezone", "expected the name of a time zone");
    }
    return ZoneId.of(name);
  }

  /** Reads the start, now if none is given. */
  static Instant start(Call call, ZoneId zone, Instant now) {
    var millis = call.query("startMS");
    if (millis != null && call.query("start") != null) {
      throw ProblemException.parameter("startMS", "expected start or startMS, not both");
    }
    var start = millis == null ? instant(call, "start", zone) : millis(call, "startMS");
    return start == null ? now : start;
  }

  private static Instant end(Call call, Names names, ZoneId zone, Instant start) {
    long given = Stream.of("end", "endMS", names.days())
        .map(call::query)
        .filter(Objects::nonNull)
        .count();
    if (given > 1) {
      throw ProblemException.parameter(
          "end", "expected at most one of end, endMS, " + names.days());
    }
    var days = integer(call, names.days(), 0, MAX_DAYS);
    if (days != null) {
      return start.atZone(zone).plusDays(days).toInstant();
    }
    var end = call.query("endMS") == null ? instant(call, "end", zone) : millis(call, "endMS");
    return end == null ? start : end;
  }

  private static @Nullable Instant instant(Call call, String name, ZoneId zone) {
    var text = call.query(name);
    if (text == null) {
      return null;
    }
    // A plus sign that was not encoded arrives as a space.
    return WireTime.parse(text.replace(' ', '+'), zone)
        .orElseThrow(() -> ProblemException.parameter(name, "expected an ISO 8601 date-time"));
  }

  private static @Nullable Instant millis(Call call, String name) {
    var value = integer(call, name, Long.MIN_VALUE, Long.MAX_VALUE);
    if (value == null) {
      return null;
    }
    return WireTime.inRange(Instant.ofEpochMilli(value))
        .orElseThrow(() -> ProblemException.parameter(name, "expected milliseconds since 1970"));
  }

  private static @Nullable Long integer(Call call, String name, long min, long max) {
    var text = call.query(name);
    if (text == null) {
      return null;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max && !text.startsWith("+")) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      // Answered below like a number out of range.
    }
    throw ProblemException.parameter(
        name,
        min == Long.MIN_VALUE
            ? "expected an integer"
            : "expected an integer of at least " + min
                + (max == Integer.MAX_VALUE ? "" : " and at most " + max));
  }

  private static boolean flag(Call call, String name) {
    var text = call.query(name);
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw ProblemException.parameter(name, "expected true or false");
    }
    return "true".equals(text);
  }
}
