package io.openges.domain.queue;

import io.openges.domain.hours.DayHours;
import io.openges.domain.hours.LocalRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the opening hours of one day (specifications 7.1, 10.3). Not thread-safe; one thread at a
 * time.
 */
final class RangesReader {

  private static final int MOST_A_DAY = 10;
  private static final Pattern CLOCK = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]");

  private final Problems problems;

  RangesReader(Problems problems) {
    this.problems = problems;
  }

  /** Returns the hours of the day; closed if a problem tells that they cannot be read. */
  DayHours read(String path, @Nullable Object value) {
    if (value == null) {
      problems.missing(path, "a list of {from, to}, empty if closed");
      return DayHours.CLOSED;
    }
    if (!(value instanceof List<?> list)) {
      problems.expected(path, "a list of {from, to}", value);
      return DayHours.CLOSED;
    }
    if (list.size() > MOST_A_DAY) {
      problems.error(path, "expected at most " + MOST_A_DAY + " intervals, not " + list.size());
    }
    var ranges = new ArrayList<LocalRange>();
    for (int i = 0; i < list.size(); i++) {
      range(path + "[" + i + "]", list.get(i), ranges);
    }
    return day(path, ranges);
  }

  private DayHours day(String path, List<LocalRange> ranges) {
    try {
      return DayHours.of(ranges);
    } catch (IllegalArgumentException overlap) {
      problems.error(path, String.valueOf(overlap.getMessage()));
      return DayHours.CLOSED;
    }
  }

  private void range(String path, @Nullable Object value, List<LocalRange> ranges) {
    if (!(value instanceof Map<?, ?> fields)) {
      problems.expected(path, "an object {from, to}", value == null ? "null" : value);
      return;
    }
    var from = clock(path + ".from", fields.get("from"), false);
    var to = clock(path + ".to", fields.get("to"), true);
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    if (from.get().compareTo(to.get()) < 0) {
      ranges.add(LocalRange.parse(from.get(), to.get()));
    } else {
      problems.error(
          path + ".to",
          "expected a time after " + from.get() + ", not " + to.get()
              + "; hours over midnight are split");
    }
  }

  private Optional<String> clock(String path, @Nullable Object value, boolean end) {
    var expected = end ? "HH:mm up to 24:00" : "HH:mm, 00:00 to 23:59";
    if (value == null) {
      problems.missing(path, expected);
    } else if (value instanceof String text
        && (CLOCK.matcher(text).matches() || (end && text.equals("24:00")))) {
      return Optional.of(text);
    } else {
      problems.expected(path, expected, value);
    }
    return Optional.empty();
  }
}
