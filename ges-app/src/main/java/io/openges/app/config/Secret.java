package io.openges.app.config;

import static java.util.Objects.requireNonNull;

/**
 * A value that must never be printed. Immutable and thread-safe.
 *
 * @param value the secret itself
 */
public record Secret(String value) {

  /** Checks that there is a value. */
  public Secret {
    requireNonNull(value, "value");
  }

  /** Returns stars, whatever the value is. */
  @Override
  public String toString() {
    return "***";
  }
}
