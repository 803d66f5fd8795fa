package io.openges.app.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** Starts both servers in a process of its own, tells how to reach them, and waits to be ended. */
final class ServersMain {

  /** What the line begins with that says that both servers are ready. */
  static final String READY = "ready";

  private ServersMain() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    Path binaries = Path.of(args[1]);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(
            PostgresOptions.in(directory.resolve("postgres")).withBinaries(binaries));
        EmbeddedRedis redis =
            EmbeddedRedis.start(directory.resolve("redis"), Durability.KEPT, binaries)) {
      String servers = postgres.pid() + " " + redis.pid();
      System.out.println(
          READY + " " + servers + " " + postgres.jdbcUrl() + " " + postgres.password());
      while (System.in.read() != -1) {
        // Only the end of the input matters.
      }
    }
  }
}
