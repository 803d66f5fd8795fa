package io.openges.adapter.http.listener;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.Tenants;
import io.openges.ports.driving.explain.RefusedRequests;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The internal and the external listener while they run (specification 2). Safe for use by many
 * threads at once.
 */
public final class Listeners implements AutoCloseable {

  /** Most bytes of a body on the internal listener. */
  public static final int INTERNAL_BODY = 10_485_760;

  /** Most bytes of a body on the external listener. */
  public static final int EXTERNAL_BODY = 512_000;

  /** Most requests that a listener handles at once, on every Java. */
  private static final int THREADS = 250;

  private static final Duration GRACE = Duration.ofSeconds(20);

  /** How long the threads of a server may take to end, before they are interrupted and after. */
  private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

  private final Deadlines deadlines;
  private final HttpMetrics metrics;
  private final LongSupplier nanoTime;
  private final List<Javalin> servers = new CopyOnWriteArrayList<>();
  private final List<UnreadAnswers> unread = new CopyOnWriteArrayList<>();
  private final SlowClients slowClients;

  /**
   * What the listeners need besides their routes.
   *
   * @param tenants who may call
   * @param origins which pages may call
   * @param registry where to count
   * @param node names this node in metrics
   * @param uncaught told of every bug a handler has
   * @param nanoTime a monotonic clock, nanoseconds
   */
  public record Surroundings(
      Tenants tenants,
      AllowedOrigins origins,
      CollectorRegistry registry,
      Node node,
      Consumer<Throwable> uncaught,
      LongSupplier nanoTime) {}

  /**
   * This node.
   *
   * @param version of the software
   * @param host the node's name
   */
  public record Node(String version, String host) {}

  /**
   * Starts both listeners; when this returns they take requests.
   *
   * @param internal the routes of the internal listener
   * @param external those of the external one
   * @param refused where refused requests are noted
   * @throws io.javalin.util.JavalinException if a port is taken or cannot be opened
   */
  public Listeners(
      HttpConfig config,
      List<Route> internal,
      List<Route> external,
      Surroundings around,
      RefusedRequests refused) {
    this.nanoTime = around.nanoTime();
    this.deadlines = new Deadlines(around.nanoTime());
    this.slowClients = new SlowClients(this::connections, around.nanoTime());
    this.metrics = new HttpMetrics(
        around.registry(), around.node().version(), around.node().host(), internal);
    prepareMetrics(around.tenants());
    var trust = config.trust();
    var callers = new Callers(
        around.tenants(),
        trust.internalToken(),
        new UnknownKeyLimit(trust.unknownKeysPerMinute(), around.nanoTime()),
        new ClientAddresses(trust.proxies()));
    var parts = new Listener.Parts(
        callers,
        new Origins(around.origins()),
        deadlines,
        metrics,
        new Faults(around.uncaught()),
        around.nanoTime());
    var notes = new RefusalNotes(refused);
    try {
      start(
          config.host(),
          config.internalPort(),
          INTERNAL_BODY,
          new Listener(false, new RouteTable(internal), new Bodies(INTERNAL_BODY), parts, notes));
      start(
          config.host(),
          config.externalPort(),
          EXTERNAL_BODY,
          new Listener(true, new RouteTable(external), new Bodies(EXTERNAL_BODY), parts, notes));
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
  }

  private void prepareMetrics(Tenants tenants) {
    try {
      metrics.prepare(tenants.all());
    } catch (DependencyUnavailableException later) {
      // Whoever learns of the tenants later has their series prepared then.
    }
  }

  private void start(String host, int port, int bodyLimit, Listener listener) {
    servers.add(Javalin.create(config -> {
          configure(config, listener);
          unread.add(Hardening.apply(config, host, port, bodyLimit));
        })
        .start(host, port));
  }

  private List<EndPoint> connections() {
    return servers.stream()
        .flatMap(server -> Stream.of(server.jettyServer().server().getConnectors()))
        .flatMap(connector -> connector.getConnectedEndPoints().stream())
        .toList();
  }

  private void configure(JavalinConfig config, Listener listener) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.router.ignoreTrailingSlashes = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    // not virtual threads: those know no limit, and nothing interrupts them at the end
    var threads = new QueuedThreadPool(THREADS);
    threads.setStopTimeout(LAST_MOMENT.toMillis());
    config.jetty.threadPool = threads;
    var fallback = new Fallback(metrics);
    config.jetty.modifyServer(server -> server.setErrorHandler(fallback));
    config.jetty.modifyServletContextHandler(handler -> handler.setErrorHandler(fallback));
    listener.register(config.routes);
  }

  /** Returns the port of the internal listener. */
  public int internalPort() {
    return servers.get(0).port();
  }

  /** Returns the port of the external listener. */
  public int externalPort() {
    return servers.get(1).port();
  }

  /** Returns what counts the requests. */
  public HttpMetrics metrics() {
    return metrics;
  }

  /** Does the same as {@link #close(Duration)}, with 20 seconds of patience. */
  @Override
  public void close() {
    close(GRACE);
  }

  /**
   * Takes no more connections, and waits for running requests and until their answers are taken,
   * for {@code patience} at most; what runs even then is interrupted.
   */
  public void close(Duration patience) {
    deadlines.drain();
    servers.forEach(Listeners::refuseConnections);
    long end = nanoTime.getAsLong() + patience.toNanos();
    while (!isIdle() && nanoTime.getAsLong() - end < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    var stops = servers.stream()
        .map(server -> CompletableFuture.runAsync(server::stop, Listeners::beside))
        .toList();
    stops.forEach(CompletableFuture::join);
    deadlines.close();
    slowClients.close();
  }

  private boolean isIdle() {
    return deadlines.isIdle() && unread.stream().allMatch(UnreadAnswers::isEmpty);
  }

  private static void beside(Runnable task) {
    var thread = new Thread(task, "ges-http-stop");
    thread.setDaemon(true);
    thread.start();
  }

  private static void refuseConnections(Javalin server) {
    for (var connector : server.jettyServer().server().getConnectors()) {
      if (connector instanceof ServerConnector port) {
        port.close();
      }
    }
  }
}
