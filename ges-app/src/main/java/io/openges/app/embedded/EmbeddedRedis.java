package io.openges.app.embedded;

import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Redis 7.0 server on a free port of 127.0.0.1, behind a password, that ends with this
 * process, however that ends. It never evicts a key by itself.
 *
 * <p>Safe for use by many threads at once.
 */
public final class EmbeddedRedis extends EmbeddedServer {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);

  private EmbeddedRedis(DirectoryLock lock, LoopbackServer server, String password) {
    super(lock, server, password);
  }

  /** Starts the server with all its files below one directory. */
  public static EmbeddedRedis start(Path directory, Durability durability) {
    return start(directory, durability, directory.resolve("bin"));
  }

  /**
   * Installs the program where necessary, starts the server and returns when it has read its data
   * and accepts clients.
   *
   * @param directory holds the data, the configuration and the log; created where necessary
   * @param durability what is kept when the server ends
   * @param binaries holds the installed program; may be shared by many servers
   * @throws EmbeddedServerException if another process uses the directory, or the server does not
   *     start; nothing runs then
   */
  public static EmbeddedRedis start(Path directory, Durability durability, Path binaries) {
    Path home = directory.toAbsolutePath().normalize();
    DirectoryLock lock = DirectoryLock.take(home);
    try {
      Path programs = BinaryPackage.redis().installIn(binaries.toAbsolutePath().normalize());
      String password = Password.random();
      LoopbackServer server =
          new LoopbackServer("Redis", recipe(home, programs, durability, password));
      server.start();
      LOG.info("embedded Redis ({}) is ready on 127.0.0.1:{}", durability, server.port());
      return new EmbeddedRedis(lock, server, password);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static RedisRecipe recipe(
      Path home, Path programs, Durability durability, String password) {
    return new RedisRecipe(
        home,
        "redis",
        new RedisRecipe.Command(programs, List.of()),
        password,
        List.of(
            "loglevel warning",
            "maxmemory-policy noeviction",
            "save \"\"",
            "appendonly " + durability.appendOnly(),
            "appendfsync everysec"));
  }
}
