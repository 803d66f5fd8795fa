package io.openges.adapter.postgres;

import io.openges.ports.contract.Stores;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driven.callback.BookingStore;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.callback.IdempotencyKeys;
import io.openges.ports.driven.callback.Retention;
import io.openges.ports.driven.callback.SessionStorage;
import io.openges.ports.driven.dispatch.DispatchQueue;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driven.queue.SlotOccupancy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.zip.ZipInputStream;

/**
 * One PostgreSQL server of each version for all tests of a run, started when it is first needed and
 * ended with the process, and a database for whoever asks. Thread-safe.
 */
final class TestPostgres {

  private TestPostgres() {}

  /** Returns the way to a new, empty database. */
  static PostgresConfig newDatabase() {
    return newDatabase(Server.INSTANCE);
  }

  /** Returns the way to a new, empty database of the oldest server that is supported. */
  static PostgresConfig newDatabaseOfOldest() {
    return newDatabase(Oldest.INSTANCE);
  }

  private static PostgresConfig newDatabase(EmbeddedPostgres server) {
    var name = "t" + UUID.randomUUID().toString().replace("-", "");
    try (var connection = connect(config(server, "postgres"));
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return config(server, name);
  }

  static Connection connect(PostgresConfig config) throws SQLException {
    return DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password());
  }

  /** Runs a statement and returns the first column of its first row as text. */
  static String query(PostgresConfig config, String sql) {
    try (var connection = connect(config);
        var statement = connection.createStatement();
        var results = statement.executeQuery(sql)) {
      results.next();
      return results.getString(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static PostgresConfig config(EmbeddedPostgres server, String database) {
    return PostgresConfig.of(server.getJdbcUrl("postgres", database), "postgres", "postgres");
  }

  /** The ports of one database. */
  record Opened(PostgresStores stores) implements Stores, AutoCloseable {

    static Opened on(PostgresConfig config) {
      return new Opened(PostgresStores.open(config, System::nanoTime));
    }

    @Override
    public BookingStore bookings() {
      return stores.bookings();
    }

    @Override
    public IdempotencyKeys idempotencyKeys() {
      return stores.idempotencyKeys();
    }

    @Override
    public SlotOccupancy occupancy() {
      return stores.occupancy();
    }

    @Override
    public CallbackStore callbacks() {
      return stores.callbacks();
    }

    @Override
    public AuditLog audit() {
      return stores.audit();
    }

    @Override
    public CallbackQueries queries() {
      return stores.queries();
    }

    @Override
    public Retention retention() {
      return stores.retention();
    }

    @Override
    public DispatchQueue dispatchQueue() {
      return stores.dispatchQueue();
    }

    @Override
    public SessionStorage sessionStorage() {
      return stores.sessionStorage();
    }

    @Override
    public SettingsStore settings() {
      return stores.settings();
    }

    @Override
    public SettingsStore rules() {
      return stores.rules();
    }

    @Override
    public void close() {
      stores.close();
    }
  }

  private static EmbeddedPostgres start(EmbeddedPostgres.Builder server) {
    try {
      return server
          .setServerConfig("fsync", "off")
          .setServerConfig("max_connections", "200")
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Started by the class loader, once. */
  private static final class Server {
    private static final EmbeddedPostgres INSTANCE = start(EmbeddedPostgres.builder());
  }

  /** Started by the class loader, once. */
  private static final class Oldest {
    private static final EmbeddedPostgres INSTANCE =
        start(EmbeddedPostgres.builder().setPgBinaryResolver((system, machine) -> program()));

    /** Reads the file that Maven puts there; a class path has room for one version only. */
    private static InputStream program() throws IOException {
      var packed = new ZipInputStream(
          Files.newInputStream(Path.of("target", "oldest-postgresql", "binaries.jar")));
      for (var entry = packed.getNextEntry(); entry != null; entry = packed.getNextEntry()) {
        if (entry.getName().endsWith(".txz")) {
          return packed;
        }
      }
      throw new IOException("no program files of the oldest PostgreSQL");
    }
  }
}
