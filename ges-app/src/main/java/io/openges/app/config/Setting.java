package io.openges.app.config;

import static java.util.Objects.requireNonNull;

/**
 * A value that is in effect, as it may be shown to anybody who reads logs. Immutable and
 * thread-safe.
 *
 * @param name of the variable, with underscores
 * @param value what it is; stars for a secret, and for credentials within an address
 * @param origin where it comes from
 */
public record Setting(String name, String value, Origin origin) {

  /** Checks that all are there. */
  public Setting {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
    requireNonNull(origin, "origin");
  }

  /** Makes one whose value is hidden as far as it is secret. */
  static Setting of(String name, String value, Origin origin, boolean secret) {
    var shown = secret ? new Secret(value).toString() : value;
    return new Setting(name, Credentials.hidden(shown), origin);
  }

  /** Returns a line for the log. */
  @Override
  public String toString() {
    return name + "=" + value + origin.note;
  }

  /** Where a value comes from. */
  public enum Origin {
    /** A file in a folder of {@code GES_CONFIG_FOLDERS}. */
    FILE(" (file)"),
    /** The environment, or an option of the command. */
    VARIABLE(""),
    /** GES itself. */
    DEFAULT(" (default)");

    private final String note;

    Origin(String note) {
      this.note = note;
    }
  }
}
