package io.openges.app.embedded;

/** What all embedded servers have in common. Safe for use by many threads at once. */
abstract class EmbeddedServer implements AutoCloseable {

  private final DirectoryLock lock;
  private final LoopbackServer server;
  private final String password;

  /**
   * Takes over a server that runs.
   *
   * @param lock on its directory, given back with {@link #close}
   * @param password what clients need; a secret
   */
  EmbeddedServer(DirectoryLock lock, LoopbackServer server, String password) {
    this.lock = lock;
    this.server = server;
    this.password = password;
  }

  /** Returns the address, always 127.0.0.1. */
  public String host() {
    return "127.0.0.1";
  }

  /** Returns the TCP port, the same over restarts. */
  public int port() {
    return server.port();
  }

  /** Returns the password of the server's user, the same over restarts: a secret. */
  public String password() {
    return password;
  }

  /** Returns the process number of the server, of the last one if none runs. */
  public long pid() {
    return server.pid();
  }

  /** Says whether the server runs. */
  public boolean isRunning() {
    return server.isRunning();
  }

  /** Ends the server in good order, closing all connections; does nothing if none runs. */
  public void stop() {
    server.stop();
  }

  /** Ends the server by SIGKILL and waits until its processes are gone. */
  public void kill() {
    server.kill();
  }

  /**
   * Stops the server if it runs and starts it again, on the same port with the same password.
   *
   * @throws EmbeddedServerException if it does not start; no server runs then
   */
  public void restart() {
    server.stop();
    server.start();
  }

  /** Ends the server in good order and gives the directory free; the object is of no use then. */
  @Override
  public void close() {
    try {
      server.stop();
    } finally {
      lock.close();
    }
  }
}
