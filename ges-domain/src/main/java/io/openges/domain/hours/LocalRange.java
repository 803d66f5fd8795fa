package io.openges.domain.hours;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * A half-open stretch of a local day, in minutes since its midnight (specification 7.1).
 *
 * <p>The minutes are those a wall clock shows, not minutes that pass: a change of the clocks makes
 * the same range longer or shorter. Ranges do not cross midnight.
 *
 * <p>Immutable and thread-safe.
 *
 * @param fromMinute first minute, inclusive; 0 to 1439
 * @param toMinute minute after the last, exclusive; above {@code fromMinute}, at most 1440, which
 *     is {@code 24:00}
 */
public record LocalRange(int fromMinute, int toMinute) {

  /** Minutes of a wall clock's day: 24:00. */
  public static final int END_OF_DAY = 1440;

  private static final Pattern CLOCK = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00");

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if they are out of the day, or {@code toMinute} is not above
   *     {@code fromMinute}
   */
  public LocalRange {
    if (fromMinute < 0 || toMinute > END_OF_DAY || fromMinute >= toMinute) {
      throw new IllegalArgumentException(
          "from must be before to within 00:00 to 24:00, in minutes: " + fromMinute + " to "
              + toMinute);
    }
  }

  /**
   * Reads a range as settings write it, such as {@code 08:00} and {@code 24:00}.
   *
   * @param from {@code HH:mm}, two digits each, 00:00 to 23:59
   * @param to {@code HH:mm}, two digits each, up to {@code 24:00}
   * @throws IllegalArgumentException if a text has another form, or {@code to} is not after
   *     {@code from}
   */
  public static LocalRange parse(String from, String to) {
    return new LocalRange(minuteOf(from, "from"), minuteOf(to, "to"));
  }

  /** Says whether a clock that shows {@code minuteOfDay} (0 to 1439) shows a time of this range. */
  public boolean contains(int minuteOfDay) {
    return fromMinute <= minuteOfDay && minuteOfDay < toMinute;
  }

  /** Returns the range as settings write it: {@code 08:00-24:00}. */
  @Override
  public String toString() {
    return clock(fromMinute) + "-" + clock(toMinute);
  }

  private static int minuteOf(String text, String name) {
    requireNonNull(text, name);
    if (!CLOCK.matcher(text).matches()) {
      throw new IllegalArgumentException(name + ": expected HH:mm up to 24:00, not " + text);
    }
    return 60 * Integer.parseInt(text.substring(0, 2)) + Integer.parseInt(text.substring(3));
  }

  private static String clock(int minute) {
    return twoDigits(minute / 60) + ":" + twoDigits(minute % 60);
  }

  private static String twoDigits(int number) {
    return (number < 10 ? "0" : "") + number;
  }
}
