package io.openges.adapter.http.listener;

import io.javalin.config.JavalinConfig;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;

/**
 * What keeps a listener alive among hostile or broken clients: limits of headers, bodies and
 * connections (specification 2.11). Safe for use by many threads at once.
 */
final class Hardening {

  /** Bytes of a request without its body: room for 100 names of 255 characters in a query. */
  private static final int HEADER_LIMIT = 32 * 1024;

  /** Connections of one listener; more wait for others to be closed. */
  private static final int MOST_CONNECTIONS = 10_000;

  /** How long a connection may be silent while there are that many. */
  private static final long IMPATIENT_MILLIS = 5_000;

  /** The share of the heap that bodies may take while they arrive. */
  private static final long ROOM_FOR_BODIES = Runtime.getRuntime().maxMemory() / 8;

  private final AtomicLong held = new AtomicLong();

  /**
   * Applies the limits to a server that is yet to start.
   *
   * @param bodyLimit most bytes of a body
   */
  void apply(JavalinConfig config, int bodyLimit) {
    config.jetty.modifyHttpConfiguration(http -> {
      http.setRequestHeaderSize(HEADER_LIMIT);
      http.setSendServerVersion(false);
    });
    config.jetty.modifyServer(server -> {
      server.setHandler(new WholeBodies(bodyLimit, ROOM_FOR_BODIES, held));
      server.addBean(connectionLimit(server));
    });
  }

  private static NetworkConnectionLimit connectionLimit(Server server) {
    var limit = new NetworkConnectionLimit(MOST_CONNECTIONS, server);
    limit.setEndPointIdleTimeout(IMPATIENT_MILLIS);
    return limit;
  }
}
