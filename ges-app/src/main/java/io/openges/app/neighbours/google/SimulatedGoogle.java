package io.openges.app.neighbours.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.openges.app.neighbours.LoopbackHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Google's siteverify, tokens and Firebase, which speak HTTP on a free port of 127.0.0.1 as the
 * real ones do. A CAPTCHA token is good once; one that begins with {@code bad} is not, and
 * {@code score-0.3-x} has a score of 0.3. Devices whose token begins with {@code gone} are not
 * reached. Safe for use by many threads at once.
 */
public final class SimulatedGoogle implements AutoCloseable {

  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server = LoopbackHttp.open("the simulated services of Google");

  /** As many as are held: a service that hangs keeps no other from answering. */
  private final ExecutorService threads = Executors.newCachedThreadPool(daemons());

  private final Siteverify siteverify = new Siteverify();
  private final Firebase firebase = new Firebase();
  private final Map<Service, Hold> held = new ConcurrentHashMap<>();
  private final Map<Service, Integer> failing = new ConcurrentHashMap<>();

  /** One of the services. */
  public enum Service {
    /** Knows which tokens are good. */
    SITEVERIFY,
    /** Gives tokens to service accounts. */
    TOKENS,
    /** Takes pushes. */
    FIREBASE
  }

  private SimulatedGoogle() {
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /** Starts the services; they answer on return. */
  public static SimulatedGoogle start() {
    var services = new SimulatedGoogle();
    services.server.start();
    return services;
  }

  /** Returns the address of every service, with a slash at its end. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Lets a service answer everything with this HTTP status from now on; 200 is in good order. */
  public void answer(Service service, int status) {
    if (status == OK) {
      failing.remove(service);
    } else {
      failing.put(service, status);
    }
  }

  /** Lets a service answer nothing; whoever waits for it gets 503 when the result is closed. */
  public Hold hold(Service service) {
    var hold = new Hold(this, service);
    held.put(service, hold);
    return hold;
  }

  /** Keeps a service from answering until it is closed. Safe for use by many threads at once. */
  public static final class Hold implements AutoCloseable {

    private final SimulatedGoogle services;
    private final Service service;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Hold(SimulatedGoogle services, Service service) {
      this.services = services;
      this.service = service;
    }

    /** Says whether anybody has waited for an answer. */
    public boolean isReached() {
      return reached.getCount() == 0;
    }

    private void await() {
      reached.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      services.held.remove(service, this);
      released.countDown();
    }
  }

  /** Ends the services; whatever they knew is gone. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Returns the last pushes that devices were sent, as Firebase reads them, in order. */
  public List<JsonNode> pushes() {
    return firebase.delivered();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readNBytes(MAX_BODY_BYTES), UTF_8);
      var path = exchange.getRequestURI().getPath();
      var service = service(path);
      var hold = service == null ? null : held.get(service);
      if (service == null) {
        send(exchange, NOT_FOUND, nothing());
      } else if (hold != null) {
        hold.await();
        send(exchange, UNAVAILABLE, nothing());
      } else if (failing.containsKey(service)) {
        send(exchange, failing.getOrDefault(service, NOT_FOUND), nothing());
      } else {
        var answer = answer(service, exchange, body);
        send(exchange, answer.status(), answer.json());
      }
    }
  }

  private static @Nullable Service service(String path) {
    if (path.equals("/recaptcha/api/siteverify")) {
      return Service.SITEVERIFY;
    }
    if (path.equals("/token")) {
      return Service.TOKENS;
    }
    return path.matches("/v1/projects/[^/]+/messages:send") ? Service.FIREBASE : null;
  }

  private Firebase.Answer answer(Service service, HttpExchange exchange, String body) {
    return switch (service) {
      case SITEVERIFY -> new Firebase.Answer(OK, siteverify.answer(form(body)));
      case TOKENS -> firebase.token(form(body));
      case FIREBASE -> {
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        yield firebase.send(authorization == null ? "" : authorization, body);
      }
    };
  }

  private static JsonNode nothing() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static void send(HttpExchange exchange, int status, JsonNode json) throws IOException {
    var bytes = json.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Map<String, String> form(String text) {
    Map<String, String> form = new HashMap<>();
    for (var pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            URLDecoder.decode(pair.substring(0, equals), UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return form;
  }

  private static ThreadFactory daemons() {
    var count = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, "sim-google-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
