package io.openges.app.bench;

import io.openges.app.embedded.Durability;
import io.openges.app.embedded.EmbeddedPostgres;
import io.openges.app.embedded.EmbeddedRedis;
import io.openges.app.embedded.PostgresOptions;
import io.openges.app.wiring.Closer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Empty servers for one benchmark: PostgreSQL with its durability on, GES's own Redis and the voice
 * platform's, each started when it is first asked for. Not thread-safe; one thread at a time.
 */
final class Lab implements AutoCloseable {

  private final Path directory;
  private final Path binaries;
  private final Closer closer = new Closer();
  private @Nullable EmbeddedPostgres postgres;
  private @Nullable EmbeddedRedis redis;
  private @Nullable EmbeddedRedis voice;

  Lab(Path directory, Path binaries) {
    this.directory = directory;
    this.binaries = binaries;
  }

  /** Returns where files may be written; deleted at the end. */
  Path directory() {
    return directory;
  }

  /** Returns where the programs of the servers are installed. */
  Path binaries() {
    return binaries;
  }

  EmbeddedPostgres postgres() {
    if (postgres == null) {
      var options = PostgresOptions.in(directory.resolve("postgresql")).withBinaries(binaries);
      postgres = closer.add(EmbeddedPostgres.start(options));
    }
    return postgres;
  }

  EmbeddedRedis redis() {
    if (redis == null) {
      redis =
          closer.add(EmbeddedRedis.start(directory.resolve("redis"), Durability.CACHE, binaries));
    }
    return redis;
  }

  EmbeddedRedis voice() {
    if (voice == null) {
      voice =
          closer.add(EmbeddedRedis.start(directory.resolve("voice"), Durability.KEPT, binaries));
    }
    return voice;
  }

  /** Takes over the closing of {@code resource} and returns it. */
  <T extends AutoCloseable> T add(T resource) {
    return closer.add(resource);
  }

  /** Opens a connection of the benchmark's own to the database. */
  Connection connect() throws SQLException {
    var server = postgres();
    return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
  }

  @Override
  public void close() {
    closer.close();
  }

  /** Makes a directory that the account PostgreSQL runs under may enter. */
  static Path temporaryDirectory() throws IOException {
    var directory = Files.createTempDirectory("ges-bench");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    return directory;
  }

  /** Deletes a directory with all that is in it. */
  static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(Lab::deleteOne);
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
