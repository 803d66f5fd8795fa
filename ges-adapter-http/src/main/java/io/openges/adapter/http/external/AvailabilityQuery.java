package io.openges.adapter.http.external;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.listener.Call;
import io.openges.domain.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
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
    var max = Parameters.integer(call, names.maxSlots(), 1, Long.MAX_VALUE);
    var last = end.isAfter(start) ? end : start.plusMillis(1);
    return new AvailabilityQuery(
        new Interval(start, last),
        zone,
        max == null ? null : (int) Math.min(max, Integer.MAX_VALUE),
        Parameters.flag(call, "reportBusy"));
  }

  /** Reads the zone, UTC if none is given. */
  static ZoneId zone(Call call) {
    var zone = Parameters.zone(call, "timezone");
    return zone == null ? ZoneId.of("UTC") : zone;
  }

  /** Reads the start, now if none is given. */
  static Instant start(Call call, ZoneId zone, Instant now) {
    var millis = call.query("startMS");
    if (millis != null && call.query("start") != null) {
      throw ProblemException.parameter("startMS", "expected start or startMS, not both");
    }
    var start = millis == null
        ? Parameters.instant(call, "start", zone)
        : Parameters.millis(call, "startMS");
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
    var days = Parameters.integer(call, names.days(), 0, MAX_DAYS);
    if (days != null) {
      return start.atZone(zone).plusDays(days).toInstant();
    }
    var end = call.query("endMS") == null
        ? Parameters.instant(call, "end", zone)
        : Parameters.millis(call, "endMS");
    return end == null ? start : end;
  }
}
