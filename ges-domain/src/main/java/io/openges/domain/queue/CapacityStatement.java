package io.openges.domain.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.capacity.CapacityRule;
import io.openges.domain.queue.SettingsTable.Problem;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the cells of a capacity rule as JSON (specification 8.2):
 * {@code {"mon":{"09:00":10,"09:30":12},"*":{"12:00":0}}}. Only the cells named are set, null
 * blanks one, {@code "*"} is every day and yields to a day that is named. Pure functions. Immutable
 * and thread-safe.
 */
public final class CapacityStatement {

  private static final String EVERY_DAY = "*";
  private static final Pattern TIME = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]");
  private static final Values CALLBACKS = Values.integer(0, CapacityRule.MAX_CALLBACKS);
  private static final Map<String, DayOfWeek> DAYS = HoursReader.DAYS;

  private final String path;
  private final Problems problems = new Problems();
  private CapacityRule rule;

  private CapacityStatement(String path, CapacityRule rule) {
    this.path = path;
    this.rule = rule;
  }

  /**
   * Sets the cells that a statement names.
   *
   * @param rule whose cells
   * @param statement plain Java values of its JSON, with its nulls
   * @param path where the statement stands, put before the paths of problems; may be empty
   */
  public static Reading apply(CapacityRule rule, Map<?, ?> statement, String path) {
    return new CapacityStatement(path.isEmpty() ? "" : path + ".", rule).read(statement);
  }

  /** Returns the statement that makes the rule out of a blank one of its cell length. */
  public static Map<String, Object> of(CapacityRule rule) {
    var cells = rule.filledCells();
    var statement = new LinkedHashMap<String, Object>();
    DAYS.forEach((name, day) -> {
      var times = cells.get(day);
      if (times != null) {
        var callbacks = new LinkedHashMap<String, Object>();
        times.forEach((time, number) -> callbacks.put(time.toString(), number));
        statement.put(name, callbacks);
      }
    });
    return statement;
  }

  private Reading read(Map<?, ?> statement) {
    statement.forEach((day, cells) -> {
      if (!EVERY_DAY.equals(day) && !DAYS.containsKey(day)) {
        problems.error(path + day, "expected one of " + String.join(", ", DAYS.keySet()) + ", *");
      }
    });
    var everyDay = statement.get(EVERY_DAY);
    if (statement.containsKey(EVERY_DAY)) {
      set(EVERY_DAY, everyDay, List.copyOf(DAYS.values()));
    }
    DAYS.forEach((name, day) -> {
      if (statement.containsKey(name)) {
        set(name, statement.get(name), List.of(day));
      }
    });
    var errors = problems.errors();
    return errors.isEmpty() ? new Reading.Valid(rule) : new Reading.Invalid(errors);
  }

  private void set(String name, @Nullable Object cells, List<DayOfWeek> days) {
    if (cells instanceof Map<?, ?> times) {
      times.forEach((time, callbacks) -> {
        var at = path + name + "." + time;
        if (isOnGrid(at, String.valueOf(time)) && isNumber(at, callbacks)) {
          set(days, LocalTime.parse(String.valueOf(time)), callbacks);
        }
      });
    } else if (cells == null) {
      problems.missing(path + name, "an object of times and numbers");
    } else {
      problems.expected(path + name, "an object of times and numbers", cells);
    }
  }

  private void set(List<DayOfWeek> days, LocalTime time, @Nullable Object callbacks) {
    var number = callbacks == null ? OptionalInt.empty() : Values.wholeNumber(callbacks);
    for (var day : days) {
      rule = rule.with(day, time, number);
    }
  }

  private boolean isOnGrid(String at, String time) {
    if (TIME.matcher(time).matches() && rule.isOnGrid(LocalTime.parse(time))) {
      return true;
    }
    problems.error(
        at,
        rule.cellMinutes() == 60
            ? "expected a full hour such as 09:00"
            : "expected a full or half hour such as 09:30");
    return false;
  }

  private boolean isNumber(String at, @Nullable Object callbacks) {
    if (callbacks == null || CALLBACKS.allow(callbacks)) {
      return true;
    }
    problems.expected(at, CALLBACKS.expected() + ", or null", callbacks);
    return false;
  }

  /** What a statement says. Immutable and thread-safe. */
  public sealed interface Reading {

    /**
     * A statement without errors.
     *
     * @param rule with the cells set
     */
    record Valid(CapacityRule rule) implements Reading {

      /** Checks that there is a rule. */
      public Valid {
        requireNonNull(rule, "rule");
      }
    }

    /**
     * A statement with errors.
     *
     * @param errors all of them, at least one
     */
    record Invalid(List<Problem> errors) implements Reading {

      /** Copies the list. */
      public Invalid {
        errors = List.copyOf(errors);
      }
    }
  }
}
