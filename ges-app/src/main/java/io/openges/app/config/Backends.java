package io.openges.app.config;

import org.jspecify.annotations.Nullable;

/** The servers a node stands on. Immutable and thread-safe. */
public sealed interface Backends {

  /** Servers that GES brings along and starts itself. */
  record Embedded() implements Backends {}

  /**
   * Servers that an operator runs.
   *
   * @param database holds the truth
   * @param redis GES's own Redis, null to do without
   * @param voice the voice platform
   */
  record Configured(DatabaseConfig database, @Nullable RedisConfig redis, VoiceConfig voice)
      implements Backends {}
}
