package io.openges.app.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How GES runs where no servers are configured: with its own PostgreSQL and Redis, and a simulated
 * voice platform. Immutable and thread-safe.
 *
 * @param dataDirectory keeps everything
 * @param settingsFile a publication to put in force at the start; null for the built-in example
 * @param agents how many agents the simulated voice platform has, 1 or more
 * @param speed how many times faster than life it works, above 0
 */
public record EmbeddedConfig(
    Path dataDirectory, @Nullable Path settingsFile, int agents, double speed) {

  /** The usual number of agents. */
  public static final int AGENTS = 5;

  static EmbeddedConfig read(Values values) {
    var settings = values.text("GES_SETTINGS_FILE");
    return new EmbeddedConfig(
        Path.of(values.textOr("GES_DATA_DIR", "ges-data")).toAbsolutePath().normalize(),
        settings == null ? null : Path.of(settings).toAbsolutePath().normalize(),
        values.whole("GES_SIMULATED_AGENTS", AGENTS, 1, 100_000),
        values.positive("GES_SIMULATION_SPEED", 1, 10_000));
  }
}
