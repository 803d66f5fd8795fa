package io.openges.adapter.http.listener;

import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * What keeps a listener alive among hostile or broken clients: limits of headers, bodies and
 * connections (specification 2.11). Each listener has its own, so that the public one cannot use up
 * what the voice platform needs. Stateless.
 */
final class Hardening {

  /** Bytes of a request without its body: room for 100 names of 255 characters in a query. */
  private static final int HEADER_LIMIT = 32 * 1024;

  /** Connections of one listener; more wait for others to be closed. */
  private static final int MOST_CONNECTIONS = 10_000;

  /** How long a connection may be silent while there are that many. */
  private static final long IMPATIENT_MILLIS = 5_000;

  /** The share of the heap that the answers of a listener may take that are yet to be read. */
  private static final long ROOM_FOR_ANSWERS = Runtime.getRuntime().maxMemory() / 8;

  private Hardening() {}

  /**
   * Applies the limits to a server that is yet to start.
   *
   * @param host where it listens
   * @param port 0 for any free one
   * @param bodyLimit most bytes of a body
   * @return what keeps the answers of the server
   */
  static UnreadAnswers apply(JavalinConfig config, String host, int port, int bodyLimit) {
    var answers = new UnreadAnswers(ROOM_FOR_ANSWERS);
    var room = new BodyRoom(roomForBodies(Runtime.getRuntime().maxMemory(), bodyLimit));
    config.jetty.modifyHttpConfiguration(http -> {
      http.setRequestHeaderSize(HEADER_LIMIT);
      http.setSendServerVersion(false);
      http.setUseInputDirectByteBuffers(false);
      http.setUseOutputDirectByteBuffers(false);
    });
    config.jetty.addConnector((server, http) -> connector(server, http, host, port));
    config.jetty.modifyServer(server -> {
      var bodies = new WholeBodies(bodyLimit, room);
      bodies.setHandler(answers);
      server.setHandler(bodies);
      server.addBean(connectionLimit(server));
    });
    return answers;
  }

  /**
   * Returns what the large bodies of a listener's open requests may take, as bytes: a sixteenth of
   * the heap, but never less than one of them takes at most while it grows. What is read from them
   * takes more, but only of callers who are known, and of as many as there are threads. Besides,
   * each connection may have a small body.
   *
   * @param heap bytes of all memory
   * @param bodyLimit most bytes of a body
   */
  static long roomForBodies(long heap, int bodyLimit) {
    return Math.max(heap / 16, 2 * (bodyLimit + 1L));
  }

  /**
   * Gives every answer a buffer of its own. Of two connections that take theirs from a pool, one
   * may get the other's, once a third has broken off at the wrong moment: its answer is lost, or
   * goes astray. Some 100,000 requests of {@code ./ges fuzz} show it, with Jetty 12.1.12 and .13.
   */
  private static ServerConnector connector(
      Server server, HttpConfiguration http, String host, int port) {
    var connector = new ServerConnector(
        server,
        null,
        null,
        new ByteBufferPool.NonPooling(),
        -1,
        -1,
        new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    return connector;
  }

  private static NetworkConnectionLimit connectionLimit(Server server) {
    var limit = new NetworkConnectionLimit(MOST_CONNECTIONS, server);
    limit.setEndPointIdleTimeout(IMPATIENT_MILLIS);
    return limit;
  }
}
