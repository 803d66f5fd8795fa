package io.openges.app.neighbours.gws;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.openges.app.neighbours.LoopbackHttp;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Genesys Authentication, Environment, Configuration and Statistics, which speak HTTP on one free
 * port of 127.0.0.1 as the real ones do. Safe for use by many threads at once.
 */
public final class SimulatedGws implements AutoCloseable {

  private static final int THREADS = 4;
  private static final int OK = 200;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, daemons());
  private final Tokens tokens;
  private final Authentication authentication;
  private final Environment environment;
  private final Configuration configuration;
  private final Figures figures;
  private final Map<Service, Integer> failing = new ConcurrentHashMap<>();

  /** One of the services. */
  public enum Service {
    /** Issues tokens and knows people. */
    AUTHENTICATION("auth"),
    /** Knows contact centers. */
    ENVIRONMENT("environment"),
    /** Keeps objects and rights. */
    CONFIGURATION("configuration"),
    /** Tells figures. */
    STATISTICS("statistics");

    private final String firstSegment;

    Service(String firstSegment) {
      this.firstSegment = firstSegment;
    }
  }

  private SimulatedGws(GwsOptions options) {
    tokens = new Tokens(options.foreignTokens());
    authentication = new Authentication(options, tokens);
    environment = new Environment(options, tokens);
    configuration = new Configuration(tokens);
    figures = new Figures(options, tokens);
    server = LoopbackHttp.open("the simulated Genesys services");
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /** Starts the services; they answer on return. */
  public static SimulatedGws start(GwsOptions options) {
    var services = new SimulatedGws(requireNonNull(options, "options"));
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

  /** Forgets all tokens, as a restart does. */
  public void forgetTokens() {
    tokens.clear();
  }

  /** Returns the names of all scripts of a contact center, sorted. */
  public List<String> scripts(String ccid) {
    return configuration.scripts(ccid);
  }

  /** Adds a script to a contact center, unless there is one of this name. */
  public void addScript(String ccid, String name) {
    configuration.add(ccid, name);
  }

  /** Returns how many questions for figures came, whatever was answered. */
  public int questions() {
    return figures.asked();
  }

  /** Returns the name of the user whose password was tried last, empty for nobody. */
  public String lastUser() {
    return authentication.lastUser();
  }

  /** Ends the services; whatever they knew is gone. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(GwsRequest.of(exchange)).send(exchange);
    }
  }

  private GwsResponse answer(GwsRequest request) {
    figures.count(request);
    for (var service : Service.values()) {
      if (request.path().get(0).equals(service.firstSegment)) {
        var failure = failing.get(service);
        return failure == null
            ? answer(service, request)
            : GwsResponse.failure(failure, "told to fail");
      }
    }
    return GwsResponse.NOT_FOUND;
  }

  private GwsResponse answer(Service service, GwsRequest request) {
    return switch (service) {
      case AUTHENTICATION -> authentication.answer(request);
      case ENVIRONMENT -> environment.answer(request);
      case CONFIGURATION -> configuration.answer(request);
      case STATISTICS -> figures.answer(request);
    };
  }

  private static ThreadFactory daemons() {
    var count = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, "sim-gws-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
