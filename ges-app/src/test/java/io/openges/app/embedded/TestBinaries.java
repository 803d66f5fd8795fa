package io.openges.app.embedded;

import java.nio.file.Path;

/** Where all tests of the module install the servers' programs, so that it is done once. */
public final class TestBinaries {

  /** The directory. */
  public static final Path DIRECTORY = Path.of("target", "embedded-binaries").toAbsolutePath();

  private TestBinaries() {}

  static EmbeddedPostgres postgres(Path directory) {
    return EmbeddedPostgres.start(PostgresOptions.in(directory).withBinaries(DIRECTORY));
  }

  /** Starts a Redis. */
  public static EmbeddedRedis redis(Path directory, Durability durability) {
    return EmbeddedRedis.start(directory, durability, DIRECTORY);
  }
}
