package io.openges.domain.queue;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One column of CALLBACK_SETTINGS (specification 10.2). Immutable and thread-safe.
 *
 * @param name its id
 * @param values what it may hold
 * @param required whether every row needs it
 * @param fallback what a row without it means, null for nothing
 */
record Column(
    String name, Values values, boolean required, @Nullable Object fallback) {

  Column {
    requireNonNull(name, "name");
    requireNonNull(values, "values");
  }

  static Column required(String name, Values values) {
    return new Column(name, values, true, null);
  }

  static Column optional(String name, Values values, @Nullable Object fallback) {
    return new Column(name, values, false, fallback);
  }
}
