package io.openges.adapter.http;

import io.openges.adapter.http.external.Availability;
import io.openges.adapter.http.external.Bookings;
import io.openges.adapter.http.external.CallInRoutes;
import io.openges.adapter.http.external.CallbackRoutes;
import io.openges.adapter.http.external.QueueRoutes;
import io.openges.adapter.http.external.StatisticsRoutes;
import io.openges.adapter.http.external.WaitTimeRoutes;
import io.openges.adapter.http.internal.AssignmentRoutes;
import io.openges.adapter.http.internal.AuditRoutes;
import io.openges.adapter.http.internal.CallInAdminRoutes;
import io.openges.adapter.http.internal.CallbackAdminRoutes;
import io.openges.adapter.http.internal.CallbackChangeRoutes;
import io.openges.adapter.http.internal.CapacityRoutes;
import io.openges.adapter.http.internal.CaptchaRoutes;
import io.openges.adapter.http.internal.CredentialRoutes;
import io.openges.adapter.http.internal.ExplainRoutes;
import io.openges.adapter.http.internal.FacadeRoutes;
import io.openges.adapter.http.internal.HealthRoutes;
import io.openges.adapter.http.internal.NumberRoutes;
import io.openges.adapter.http.internal.PersonalDataRoutes;
import io.openges.adapter.http.internal.PushRoutes;
import io.openges.adapter.http.internal.RegionRoutes;
import io.openges.adapter.http.internal.SettingsRoutes;
import io.openges.adapter.http.internal.StorageRoutes;
import io.openges.adapter.http.listener.HttpConfig;
import io.openges.adapter.http.listener.Listeners;
import io.openges.adapter.http.listener.Route;
import io.openges.adapter.http.ui.DocumentRoutes;
import io.openges.adapter.http.ui.PageRoutes;
import io.openges.domain.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
    var bookings = new Bookings(services.callbacks().book(), services.queues().askQueue());
    var external = externalRoutes(services, bookings);
    var internal = new ArrayList<>(external);
    internal.addAll(internalRoutes(services, bookings, config.updateBase()));
    return new HttpServers(new Listeners(
        config, internal, external, services.around(), services.queues().refused()));
  }

  /** Returns what the external listener serves. */
  static List<Route> externalRoutes(HttpServices services, Bookings bookings) {
    var callbacks = services.callbacks();
    var queues = services.queues().askQueue();
    var routes = new ArrayList<Route>();
    routes.addAll(new CallbackRoutes(bookings, callbacks.cancel(), callbacks.find()).routes());
    routes.addAll(new QueueRoutes(queues, new Availability(queues)).routes());
    routes.addAll(new WaitTimeRoutes(services.queues().estimateWait()).routes());
    routes.addAll(new StatisticsRoutes(services.queues().statistics()).routes());
    routes.addAll(new CallInRoutes(services.callIns().callIns()).routes());
    routes.addAll(new PageRoutes().routes());
    routes.addAll(DocumentRoutes.external());
    return routes;
  }

  /** Returns what only the internal listener serves. */
  static List<Route> internalRoutes(HttpServices services, Bookings bookings, String base) {
    var queues = services.queues().askQueue();
    var routes = new ArrayList<Route>();
    routes.addAll(new FacadeRoutes(bookings, services.callbacks(), queues, base).routes());
    routes.addAll(new CallbackAdminRoutes(bookings, services.callbacks(), queues).routes());
    routes.addAll(new CallbackChangeRoutes(services.callbacks(), queues).routes());
    routes.addAll(
        new ExplainRoutes(services.queues().explain(), services.queues().refused(), queues)
            .routes());
    routes.addAll(new StorageRoutes(services.callbacks().storage()).routes());
    routes.addAll(new SettingsRoutes(services.administration().settings()).routes());
    var rules = services.administration().rules();
    routes.addAll(new CapacityRoutes(rules.capacity()).routes());
    routes.addAll(new NumberRoutes(rules.numbers()).routes());
    routes.addAll(new RegionRoutes(rules.regions()).routes());
    routes.addAll(new AssignmentRoutes(rules.assign()).routes());
    routes.addAll(new CredentialRoutes(services.administration().logins()).routes());
    routes.addAll(new CaptchaRoutes(services.administration().captcha()).routes());
    routes.addAll(new PersonalDataRoutes(
            services.callbacks().find(), services.administration().privacy().erase())
        .routes());
    routes.addAll(new AuditRoutes(services.administration().privacy().audit()).routes());
    routes.addAll(new CallInAdminRoutes(services.callIns()).routes());
    routes.addAll(new PushRoutes(services.administration().pushes()).routes());
    routes.addAll(new HealthRoutes(services.health(), services.metrics()).routes());
    routes.addAll(DocumentRoutes.internal());
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

  /** Makes the series of tenants that have none yet; those known at the start have theirs. */
  public void prepareMetrics(Set<TenantId> tenants) {
    listeners.metrics().prepare(tenants);
  }

  /** Takes no more connections, and waits for running requests, for {@code patience} at most. */
  public void stop(Duration patience) {
    listeners.close(patience);
  }

  /** Does the same as {@link #stop}, with 20 seconds of patience. */
  @Override
  public void close() {
    listeners.close();
  }
}
