package io.openges.adapter.http.internal;

import io.javalin.http.HandlerType;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.external.CallbackRoutes.Identified;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.adapter.http.listener.Route.BodyForm;
import io.openges.ports.driving.callback.KeepSessionData;
import java.util.List;

/** Session storage in the clean API (specification 5.1). Safe for use by many threads at once. */
public final class StorageRoutes {

  private static final String ALL = "/ges/v1/tenants/{ccid}/callbacks/{id}/storage";
  private static final String ONE = ALL + "/{key}";

  private final Storage storage;

  /** Keeps with {@code port}. */
  public StorageRoutes(KeepSessionData port) {
    this.storage = new Storage(port);
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(ALL, Access.TENANT_IN_PATH, this::readAll),
        route(HandlerType.PUT, ALL, this::replace),
        route(HandlerType.PATCH, ALL, this::merge),
        route(HandlerType.DELETE, ALL, this::removeAll),
        Route.get(ONE, Access.TENANT_IN_PATH, this::readOne),
        route(HandlerType.PUT, ONE, this::putOne),
        route(HandlerType.PATCH, ONE, this::putOne),
        route(HandlerType.DELETE, ONE, this::removeOne));
  }

  private static Route route(HandlerType method, String path, Route.Handling handling) {
    var body = method.equals(HandlerType.DELETE) ? BodyForm.NONE : BodyForm.JSON;
    return new Route(method, path, Access.TENANT_IN_PATH, body, handling);
  }

  private Reply readAll(Call call) {
    return call.ok(storage.read(CallbackAdminRoutes.key(call)));
  }

  private Reply readOne(Call call) {
    return call.ok(storage.read(CallbackAdminRoutes.key(call), call.path("key")));
  }

  private Reply replace(Call call) {
    storage.replace(CallbackAdminRoutes.key(call), call.json());
    return done(call);
  }

  private Reply merge(Call call) {
    storage.merge(CallbackAdminRoutes.key(call), call.json());
    return done(call);
  }

  private Reply putOne(Call call) {
    storage.put(CallbackAdminRoutes.key(call), call.path("key"), call.json());
    return done(call);
  }

  private Reply removeAll(Call call) {
    storage.remove(CallbackAdminRoutes.key(call), List.of());
    return done(call);
  }

  private Reply removeOne(Call call) {
    storage.remove(CallbackAdminRoutes.key(call), List.of(call.path("key")));
    return done(call);
  }

  private static Reply done(Call call) {
    return call.ok(new Identified(call.path("id")));
  }
}
