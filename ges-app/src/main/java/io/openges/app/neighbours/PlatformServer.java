package io.openges.app.neighbours;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What orchestration and routing servers answer over HTTP (specifications 17.3, 17.4), on one free
 * port of 127.0.0.1. Safe for use by many threads at once.
 */
final class PlatformServer implements AutoCloseable {

  private static final Pattern EVENT = Pattern.compile("/scxml/session/([^/]+)/event/([^/]+)");
  private static final Pattern SESSION = Pattern.compile("/scxml/session/([^/]+)/query");
  private static final Pattern WAIT = Pattern.compile("/urs/call/max/lvq/([^/]+)");
  private static final int NOT_FOUND = 404;

  private final Sessions sessions;
  private final HttpServer server;
  private final ExecutorService threads;

  PlatformServer(Sessions sessions) {
    this.sessions = sessions;
    this.server = LoopbackHttp.open("the simulated voice platform");
    this.threads = Executors.newFixedThreadPool(4, SimulatedPlatform.daemons("sim-http"));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  void start() {
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      var answer = answer(exchange);
      var bytes = (answer == null ? "{}" : Json.write(answer)).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer == null ? NOT_FOUND : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private @Nullable Map<String, Object> answer(HttpExchange exchange) {
    var path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("POST")) {
      var event = EVENT.matcher(path);
      return event.matches() && sessions.tell(event.group(1), event.group(2)) ? Map.of() : null;
    }
    if (path.equals("/scxml/session/query")) {
      return Map.of("sessions", find(query(exchange.getRequestURI().getRawQuery())));
    }
    var session = SESSION.matcher(path);
    if (session.matches()) {
      return sessions.describe(session.group(1));
    }
    var wait = WAIT.matcher(path);
    return wait.matches() ? waitTime(wait.group(1)) : null;
  }

  private List<String> find(Map<String, String> query) {
    var attempt = query.getOrDefault("attempt", "");
    return attempt.matches("[0-9]{1,9}")
        ? sessions.find(query.getOrDefault("callbackId", ""), Integer.parseInt(attempt))
        : List.of();
  }

  private Map<String, Object> waitTime(String service) {
    int calls = sessions.waiting(service);
    return Map.of(
        "ewt", sessions.waitSeconds(service), "wpos", calls + 1, "calls", calls, "aqt", 0);
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    for (var pair : (raw == null ? "" : raw).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return query;
  }
}
