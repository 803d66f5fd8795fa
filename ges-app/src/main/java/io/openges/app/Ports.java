package io.openges.app;

import io.openges.app.config.Config;
import io.openges.app.config.ServerConfig;
import io.openges.app.embedded.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;

/** Settles on which ports a node listens, before anything is started. Thread-safe. */
final class Ports {

  private Ports() {}

  /**
   * Returns the configuration with a free port wherever any would do, and with an address for the
   * voice platform to report to.
   *
   * @throws StartException if a port is taken, or the address is not this machine's
   */
  static Config settle(Config config) {
    var server = config.server();
    int internal = server.internalPort() == 0 ? FreePort.find() : server.internalPort();
    int external = server.externalPort() == 0 ? FreePort.find() : server.externalPort();
    requireOwn(server.bindAddress());
    requireFree(server.bindAddress(), internal, "internal", "GES_INTERNAL_PORT");
    requireFree(server.bindAddress(), external, "external", "GES_EXTERNAL_PORT");
    var settled = server.withPorts(internal, external);
    return config.with(settled.withInternalUrl(internalUrl(config, settled)));
  }

  /** Returns the URI of a port on this machine. */
  static URI uri(String bindAddress, int port) {
    boolean everywhere = bindAddress.equals("0.0.0.0") || bindAddress.equals("::");
    var host = everywhere ? "127.0.0.1" : bindAddress;
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/");
  }

  private static URI internalUrl(Config config, ServerConfig server) {
    var given = server.urls().internal();
    if (given != null) {
      return given;
    }
    return config.isEmbedded()
        ? uri(server.bindAddress(), server.internalPort())
        : URI.create("http://ges.ges/");
  }

  /** Any port will do: what fails here is the address's fault. */
  private static void requireOwn(String address) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
    } catch (IOException e) {
      throw new StartException(
          "GES_BIND_ADDRESS must be an address of this machine, not \"" + address + "\" ("
              + e.getMessage() + ")",
          e);
    }
  }

  private static void requireFree(String address, int port, String which, String variable) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
    } catch (IOException e) {
      throw new StartException(
          "the " + which + " port " + port + " of " + address + " cannot be used (" + e.getMessage()
              + "); set " + variable + " to another one, or to 0 for any free one",
          e);
    }
  }
}
