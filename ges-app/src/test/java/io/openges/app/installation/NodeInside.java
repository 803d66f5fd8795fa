package io.openges.app.installation;

import io.openges.app.GesServer;
import io.openges.app.config.ConfigLoader;
import io.openges.app.wiring.NodeTime;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** A node in this process, which lives by a clock of the test. Safe for use by many threads. */
final class NodeInside implements Node {

  private final GesServer server;

  private NodeInside(GesServer server) {
    this.server = server;
  }

  /** Starts a node on free ports, but for an internal one that is given; it is ready on return. */
  static NodeInside start(Map<String, String> environment, NodeTime time) {
    var own = new HashMap<>(environment);
    own.put("GES_EXTERNAL_PORT", "0");
    own.putIfAbsent("GES_INTERNAL_PORT", "0");
    return new NodeInside(GesServer.start(ConfigLoader.load(own).config(), time));
  }

  @Override
  public URI external() {
    return withoutSlash(server.externalUri());
  }

  @Override
  public URI internal() {
    return withoutSlash(server.internalUri());
  }

  private static URI withoutSlash(URI uri) {
    var text = uri.toString();
    return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  @Override
  public void close() {
    server.close();
  }
}
