package io.openges.app.neighbours;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Makes HTTP servers on free ports of loopback. Thread-safe. */
public final class LoopbackHttp {

  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  static {
    // Else every answer on a connection that is used again waits 40 ms for an acknowledgement.
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
  }

  private LoopbackHttp() {}

  /**
   * Makes a server that is not started yet.
   *
   * @param who whose it is, for the message
   * @throws UncheckedIOException if there is no free port
   */
  public static HttpServer open(String who) {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no free port for " + who, e);
    }
  }
}
