package io.openges.app.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.openges.app.config.GwsConfig;
import io.openges.app.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Genesys Authentication and Environment on loopback, with one tenant. Safe for use by many threads
 * at once.
 */
final class GenesysStub implements AutoCloseable {

  static final String KEY = "the-key";
  static final String CCID = "9350e2fc-a1dd-4c65-8d40-1f75a2e080dd";

  private final HttpServer server;
  private volatile int tokenStatus = 200;
  private volatile int status = 200;

  GenesysStub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/auth/v3/oauth/token", exchange -> answer(exchange, tokenStatus, """
        {"access_token":"t","expires_in":43199}"""));
    server.createContext(
        "/environment/v3/contact-centers",
        exchange -> answer(exchange, status, """
        {"data":[{"id":"CCID"}]}""".replace("CCID", CCID)));
    server.createContext(
        "/environment/v3/contact-centers/api-key/" + KEY,
        exchange -> answer(exchange, status, """
        {"data":{"contactCenterId":"CCID"}}""".replace("CCID", CCID)));
    server.start();
  }

  GwsConfig config() {
    var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    return new GwsConfig(base, base, "ges", new Secret("s3cret"));
  }

  void answerWith(int newTokenStatus, int newStatus) {
    tokenStatus = newTokenStatus;
    status = newStatus;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      var bytes = text.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
