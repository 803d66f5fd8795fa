package io.openges.app.installation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * Stands for an orchestration server and a routing server (specification 17.3, 17.4): no session
 * runs, no queue has a history, unless a test says so. Safe for use by many threads at once.
 */
public final class VoicePlatform implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, Integer> waitTimes = new ConcurrentHashMap<>();
  private final Set<String> sessions = ConcurrentHashMap.newKeySet();
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final List<String> waitQuestions = new CopyOnWriteArrayList<>();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private VoicePlatform(HttpServer server) {
    this.server = server;
  }

  /** Starts both on one free port of 127.0.0.1. */
  public static VoicePlatform start() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var platform = new VoicePlatform(server);
      server.createContext("/scxml/session/", platform::session);
      server.createContext("/urs/call/max/lvq/", platform::waitTime);
      server.setExecutor(Executors.newFixedThreadPool(4, VoicePlatform::daemon));
      server.start();
      return platform;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "voice-platform");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns host and port. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Sets the estimated waiting time of a queue, in seconds; to be done before it is asked for. */
  public void waitTime(String queue, int seconds) {
    waitTimes.put(queue, seconds);
  }

  /** Lets a session run for the callback, whatever its attempt. */
  public void startSession(String callback) {
    sessions.add(callback);
  }

  /** Lets the session with this id run from now on, or no longer. */
  public void session(String id, boolean runs) {
    if (runs) {
      running.add(id);
    } else {
      running.remove(id);
    }
  }

  /** Returns method and path with query of every request for sessions, the oldest first. */
  public List<String> sessionRequests() {
    return List.copyOf(requests);
  }

  /** Returns session, name and body of every event, as {@code s-1/event/name {…}}. */
  public List<String> sessionEvents() {
    return List.copyOf(events);
  }

  /** Returns path and query of every question for a waiting time, the oldest first. */
  public List<String> waitQuestions() {
    return List.copyOf(waitQuestions);
  }

  private void session(HttpExchange exchange) throws IOException {
    var uri = exchange.getRequestURI();
    requests.add(exchange.getRequestMethod() + " " + uri);
    if (uri.getPath().contains("/event/")) {
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      events.add(uri.getPath().replaceAll("^/scxml/session/", "") + " " + body);
      answer(exchange, 200, "{}");
    } else if (uri.getPath().equals("/scxml/session/query")) {
      boolean runs = sessions.stream().anyMatch(id -> uri.getQuery().contains(id));
      answer(exchange, 200, "{\"sessions\":[" + (runs ? "{\"id\":\"s\"}" : "") + "]}");
    } else {
      var id = uri.getPath().replaceAll("^/scxml/session/|/query$", "");
      answer(exchange, running.contains(id) ? 200 : 404, "{}");
    }
  }

  private void waitTime(HttpExchange exchange) throws IOException {
    waitQuestions.add(exchange.getRequestURI().toString());
    var path = exchange.getRequestURI().getPath();
    int seconds = waitTimes.getOrDefault(path.substring(path.lastIndexOf('/') + 1), -1);
    answer(exchange, 200, "{\"ewt\":" + seconds + ",\"wpos\":1,\"calls\":1,\"aqt\":1}");
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      var bytes = json.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
