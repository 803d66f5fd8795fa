package io.openges.adapter.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP relay between the adapter and its server that can be cut or can fall silent. Thread-safe.
 */
final class Wire implements AutoCloseable {

  private final ServerSocket entrance;
  private final int serverPort;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;
  private volatile boolean silent;

  /** Leads to the server of {@code config}. */
  Wire(PostgresConfig config) throws IOException {
    this.serverPort = URI.create(config.jdbcUrl().substring("jdbc:".length())).getPort();
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** Returns the same database by way of this wire. */
  PostgresConfig through(PostgresConfig config) {
    var url = config.jdbcUrl().replace(":" + serverPort + "/", ":" + entrance.getLocalPort() + "/");
    return PostgresConfig.of(url, config.user(), config.password());
  }

  /** Ends all connections and takes no new ones. */
  void cut() {
    cut = true;
    sockets.forEach(Wire::end);
  }

  /** Keeps all connections and lets nothing pass. */
  void fallSilent() {
    silent = true;
  }

  /** Lets new connections pass again; those that were silent are ended. */
  void mend() {
    if (silent) {
      sockets.forEach(Wire::end);
    }
    silent = false;
    cut = false;
  }

  private void accept() {
    try {
      while (true) {
        var client = entrance.accept();
        if (cut) {
          end(client);
          continue;
        }
        sockets.add(client);
        var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        sockets.add(server);
        start(() -> relay(client, server));
        start(() -> relay(server, client));
      }
    } catch (IOException closed) {
      // the end of the test
    }
  }

  private void relay(Socket from, Socket to) {
    try {
      var buffer = new byte[8192];
      for (int n = from.getInputStream().read(buffer); n >= 0; ) {
        if (!silent) {
          to.getOutputStream().write(buffer, 0, n);
        }
        n = from.getInputStream().read(buffer);
      }
    } catch (IOException ended) {
      // by either side
    } finally {
      end(from);
      end(to);
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void start(Runnable work) {
    var thread = new Thread(work, "wire");
    thread.setDaemon(true);
    thread.start();
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyClosed) {
      throw new UncheckedIOException(alreadyClosed);
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    sockets.forEach(Wire::end);
  }
}
