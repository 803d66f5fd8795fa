package io.openges.ports.driven;

/**
 * What a node depends on, by the names of the health report (specification 5.3). Immutable and
 * thread-safe.
 */
public enum Dependency {
  /** The durable truth. */
  POSTGRESQL("postgresql"),
  /** GES's own Redis. */
  REDIS("redis"),
  /** The voice platform's Redis, which holds the stream. */
  ORS_REDIS("orsRedis"),
  /** The orchestration servers. */
  ORS("ors"),
  /** The routing servers, which know waiting times. */
  URS("urs"),
  /** Genesys Authentication. */
  GWS_AUTH("gwsAuth"),
  /** Genesys Environment. */
  GWS_ENVIRONMENT("gwsEnvironment"),
  /** Genesys Configuration. */
  GWS_CONFIGURATION("gwsConfiguration"),
  /** Genesys Statistics. */
  GWS_STATISTICS("gwsStatistics");

  private final String label;

  Dependency(String label) {
    this.label = label;
  }

  /** Returns the name in health reports and metrics. */
  public String label() {
    return label;
  }

  /** Returns the {@linkplain #label label}. */
  @Override
  public String toString() {
    return label;
  }
}
