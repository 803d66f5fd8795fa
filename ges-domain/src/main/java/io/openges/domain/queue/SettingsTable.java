package io.openges.domain.queue;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * Reads a publication of CALLBACK_SETTINGS (specification 10.1 to 10.3): checks everything and
 * names every problem, or returns the settings. Pure functions. Immutable and thread-safe.
 */
public final class SettingsTable {

  private SettingsTable() {}

  /**
   * Reads {@code content}.
   *
   * @param content plain Java values of the publication's JSON: maps, lists, strings, numbers,
   *     booleans; a field that is null counts as absent
   */
  public static Reading read(Map<String, Object> content) {
    return new TableReader(content).read();
  }

  /**
   * Returns what a row means that leaves out all it may: a value for each column that has a default
   * (specification 10.2). Immutable.
   */
  public static Map<String, Object> defaults() {
    return Columns.DEFAULTS;
  }

  /** What a publication says. */
  public sealed interface Reading {}

  /**
   * A table without errors.
   *
   * @param settings under version 0
   * @param warnings what looks like a mistake but is allowed
   */
  public record Valid(TenantSettings settings, List<Problem> warnings) implements Reading {

    /** Copies the list. */
    public Valid {
      requireNonNull(settings, "settings");
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * A table with errors.
   *
   * @param errors all of them, at least one
   */
  public record Invalid(List<Problem> errors) implements Reading {

    /** Copies the list. */
    public Invalid {
      errors = List.copyOf(errors);
    }
  }

  /**
   * One complaint.
   *
   * @param path where, such as {@code queues.VQ_FR_Sales.timeSlotMinutes}
   * @param message what is wrong and what is expected
   */
  public record Problem(String path, String message) {

    /** Checks that both parts are there. */
    public Problem {
      requireNonNull(path, "path");
      requireNonNull(message, "message");
    }
  }
}
