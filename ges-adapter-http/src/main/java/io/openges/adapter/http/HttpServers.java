package io.openges.adapter.http;

import io.openges.adapter.http.external.Availability;
import io.openges.adapter.http.external.Bookings;
import io.openges.adapter.http.external.CallbackRoutes;
import io.openges.adapter.http.external.QueueRoutes;
import io.openges.adapter.http.listener.HttpConfig;
import io.openges.adapter.http.listener.Listeners;
import io.openges.adapter.http.listener.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * The HTTP side of a running node: the internal listener with everything, the external one with
 * what is meant for customers (specification 2). Safe for use by many threads at once.
 */
public final class HttpServers implements AutoCloseable {

  private final Listeners listeners;

  private HttpServers(Listeners listeners) {
    this.listeners = listeners;
  }

  /**
   * Starts both listeners; when this returns they take requests.
   *
   * @throws io.javalin.util.JavalinException if a port is taken or cannot be opened
   */
  public static HttpServers start(HttpConfig config, HttpServices services) {
    var external = externalRoutes(services);
    var internal = new ArrayList<>(external);
    return new HttpServers(new Listeners(config, internal, external, services.around()));
  }

  private static List<Route> externalRoutes(HttpServices services) {
    var callbacks = services.callbacks();
    var bookings = new Bookings(callbacks.book(), services.queues());
    var routes = new ArrayList<Route>();
    routes.addAll(new CallbackRoutes(bookings, callbacks.cancel(), callbacks.find()).routes());
    routes.addAll(new QueueRoutes(services.queues(), new Availability(services.queues())).routes());
    return routes;
  }

  /** Returns the port of the internal listener. */
  public int internalPort() {
    return listeners.internalPort();
  }

  /** Returns the port of the external listener. */
  public int externalPort() {
    return listeners.externalPort();
  }

  /** Waits for running requests, at most 20 seconds, then closes the ports. */
  public void stop() {
    listeners.close();
  }

  /** Does the same as {@link #stop}. */
  @Override
  public void close() {
    stop();
  }
}
