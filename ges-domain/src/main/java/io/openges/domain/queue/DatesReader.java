package io.openges.domain.queue;

import io.openges.domain.hours.DateRange;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dates of a special day (specifications 7.2, 10.3). Not thread-safe; one thread at a
 * time.
 */
final class DatesReader {

  private static final int MOST_DAYS = 366;
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern DAY = Pattern.compile("[0-9]{2}-[0-9]{2}");

  private final String path;
  private final Problems problems;

  DatesReader(String path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  /** Returns the dates; empty if they cannot be read, of which a problem tells. */
  Optional<DateRange> read(@Nullable Object value, boolean yearly) {
    if (!(value instanceof Map<?, ?> fields)) {
      problems.expected(path, "an object {from, to}", value == null ? "null" : value);
      return Optional.empty();
    }
    return yearly ? yearly(fields) : dated(fields);
  }

  private Optional<DateRange> yearly(Map<?, ?> fields) {
    var from = field(fields, "from", "a day of the year, MM-dd", DatesReader::day);
    var to = field(fields, "to", "a day of the year, MM-dd", DatesReader::day);
    return from.isEmpty() || to.isEmpty()
        ? Optional.empty()
        : Optional.of(new DateRange.Yearly(from.get(), to.get()));
  }

  private Optional<DateRange> dated(Map<?, ?> fields) {
    var from = field(fields, "from", "a date, yyyy-MM-dd", DatesReader::date);
    var to = field(fields, "to", "a date, yyyy-MM-dd", DatesReader::date);
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    long days = ChronoUnit.DAYS.between(from.get(), to.get()) + 1;
    if (days < 1 || days > MOST_DAYS) {
      problems.error(
          path + ".to",
          days < 1
              ? "expected a date not before " + from.get() + ", not " + to.get()
              : "expected at most " + MOST_DAYS + " days, not " + days);
      return Optional.empty();
    }
    return Optional.of(new DateRange.Dated(from.get(), to.get()));
  }

  private <T> Optional<T> field(Map<?, ?> fields, String name, String expected, Form<T> form) {
    var at = path + "." + name;
    var value = fields.get(name);
    if (value == null) {
      problems.missing(at, expected);
      return Optional.empty();
    }
    var read = value instanceof String text ? form.read(text) : Optional.<T>empty();
    if (read.isEmpty()) {
      problems.expected(at, expected, value);
    }
    return read;
  }

  private static Optional<MonthDay> day(String text) {
    return DAY.matcher(text).matches()
        ? existing(() -> MonthDay.parse("--" + text))
        : Optional.empty();
  }

  private static Optional<LocalDate> date(String text) {
    return DATE.matcher(text).matches() ? existing(() -> LocalDate.parse(text)) : Optional.empty();
  }

  /** The date, empty if the calendar has none such. */
  private static <T> Optional<T> existing(java.util.function.Supplier<T> date) {
    try {
      return Optional.of(date.get());
    } catch (DateTimeException noSuchDate) {
      return Optional.empty();
    }
  }

  /** How a text is read. */
  @FunctionalInterface
  private interface Form<T> {
    Optional<T> read(String text);
  }
}
