package io.openges.app.config;

/** In what surroundings a node runs. Immutable and thread-safe. */
public enum Profile {
  /** With customers; the default. */
  PRODUCTION,
  /** In a test, which may set the clock. */
  TEST
}
