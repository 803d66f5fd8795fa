package io.openges.app.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real, durable PostgreSQL server on a free port of 127.0.0.1, with an empty database "ges" at
 * first, whose data stay in a directory.
 *
 * <p>What a transaction has committed is kept through SIGKILL and power failure. The server ends
 * with this process, however that ends. It runs as root, too. It is not reachable from elsewhere
 * and no replacement for a server with backups.
 *
 * <p>Safe for use by many threads at once.
 */
public final class EmbeddedPostgres extends EmbeddedServer {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final int LINE_OF_STATUS = 7;

  private static final Map<String, String> SETTINGS = Map.ofEntries(
      Map.entry("listen_addresses", "127.0.0.1"),
      Map.entry("unix_socket_directories", ""),
      Map.entry("fsync", "on"),
      Map.entry("synchronous_commit", "on"),
      Map.entry("full_page_writes", "on"),
      Map.entry("shared_buffers", "128MB"),
      Map.entry("max_connections", "100"),
      Map.entry("min_wal_size", "96MB"),
      Map.entry("max_wal_size", "512MB"),
      Map.entry("timezone", "UTC"),
      Map.entry("log_timezone", "UTC"),
      Map.entry("log_checkpoints", "off"),
      // Errors reach GES; here they would only bring customers' data into a second log.
      Map.entry("log_min_messages", "log"),
      Map.entry("log_min_error_statement", "panic"),
      Map.entry("log_error_verbosity", "terse"));

  private EmbeddedPostgres(DirectoryLock lock, LoopbackServer server, String password) {
    super(lock, server, password);
  }

  /** Starts the server with the usual options; see {@link #start(PostgresOptions)}. */
  public static EmbeddedPostgres start(Path directory) {
    return start(PostgresOptions.in(directory));
  }

  /**
   * Installs the program files and creates the database where necessary, starts the server and
   * returns when it accepts clients.
   *
   * @throws EmbeddedServerException if another process uses the directory, or the server does not
   *     start; nothing runs then, and data that were there are as they were
   */
  public static EmbeddedPostgres start(PostgresOptions options) {
    long begin = System.nanoTime();
    DirectoryLock lock = DirectoryLock.take(options.directory());
    try {
      Path binaries = BinaryPackage.postgres(options.majorVersion()).installIn(options.binaries());
      PostgresCluster cluster =
          PostgresCluster.openOrCreate(options.directory(), binaries, options.majorVersion());
      LoopbackServer server = new LoopbackServer("PostgreSQL", new Recipe(cluster));
      server.start();
      LOG.info(
          "embedded PostgreSQL {} is ready on 127.0.0.1:{} after {} ms, data in {}",
          options.majorVersion(),
          server.port(),
          Duration.ofNanos(System.nanoTime() - begin).toMillis(),
          cluster.data());
      return new EmbeddedPostgres(lock, server, cluster.password());
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /** Returns the JDBC URL of the database, without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + host() + ":" + port() + "/" + database();
  }

  /** Returns the name of the database, which the user owns. */
  public String database() {
    return PostgresCluster.NAME;
  }

  /** Returns the name of the user, who is no superuser. */
  public String user() {
    return PostgresCluster.NAME;
  }

  /** How PostgreSQL is run. */
  private record Recipe(PostgresCluster cluster) implements LoopbackServer.Recipe {

    @Override
    public GuardedProcess.Command command(int port) {
      List<String> arguments = new ArrayList<>();
      arguments.add(cluster.program("postgres").toString());
      arguments.addAll(List.of("-D", cluster.data().toString()));
      arguments.addAll(List.of("-p", Integer.toString(port)));
      SETTINGS.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
      // SIGINT is PostgreSQL's "fast shutdown": it does not wait for clients to leave.
      return cluster.command(Path.of("/dev/null"), "INT", arguments);
    }

    @Override
    public boolean accepts(int port, long pid) {
      List<String> lines = pidFile().lines();
      return lines.size() > LINE_OF_STATUS
          && lines.get(0).strip().equals(Long.toString(pid))
          && lines.get(LINE_OF_STATUS).strip().equals("ready");
    }

    @Override
    public ServerPidFile pidFile() {
      return new ServerPidFile(cluster.data().resolve("postmaster.pid"), "postgres");
    }
  }
}
