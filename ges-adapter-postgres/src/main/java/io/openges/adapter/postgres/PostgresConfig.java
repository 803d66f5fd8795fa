package io.openges.adapter.postgres;

import static java.util.Objects.requireNonNull;

/**
 * How to reach PostgreSQL. Immutable and thread-safe.
 *
 * @param jdbcUrl as {@code jdbc:postgresql://host:5432/database}; several hosts with
 *     {@code targetServerType=primary} follow a failover
 * @param user the role to sign in as; it owns the schema
 * @param password its password; never shown
 * @param poolSize most connections a node opens for its work, 2 or more
 * @param writers how many threads commit bookings, and as many commit updates; 1 or more
 */
public record PostgresConfig(
    String jdbcUrl, String user, String password, int poolSize, int writers) {

  /** Connections of a node unless told otherwise. */
  public static final int DEFAULT_POOL_SIZE = 20;

  /** Threads that commit, unless told otherwise: one commits while the other collects. */
  public static final int DEFAULT_WRITERS = 2;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public PostgresConfig {
    requireNonNull(jdbcUrl, "jdbcUrl");
    requireNonNull(user, "user");
    requireNonNull(password, "password");
    if (poolSize < 2 || writers < 1) {
      throw new IllegalArgumentException("pool " + poolSize + ", writers " + writers);
    }
  }

  /** Returns the usual choice for a database. */
  public static PostgresConfig of(String jdbcUrl, String user, String password) {
    return new PostgresConfig(jdbcUrl, user, password, DEFAULT_POOL_SIZE, DEFAULT_WRITERS);
  }

  /** Returns the same with another size of the pool. */
  public PostgresConfig withPoolSize(int newSize) {
    return new PostgresConfig(jdbcUrl, user, password, newSize, writers);
  }

  /** Returns the user and the numbers: a URL may carry secrets. */
  @Override
  public String toString() {
    return "PostgresConfig[" + user + ", pool " + poolSize + ", writers " + writers + "]";
  }
}
