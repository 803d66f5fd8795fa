package io.openges.adapter.http.ui;

import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Route;
import java.util.List;
import java.util.Map;

/** The descriptions of the APIs in OpenAPI 3.1. Safe for use by many threads at once. */
public final class DocumentRoutes {

  private DocumentRoutes() {}

  /** Returns the route to the description of what the external listener offers. */
  public static List<Route> external() {
    return List.of(document("/ges/ui/api/openapi.json", Access.OPEN, "openapi/external.json"));
  }

  /** Returns the route to the description of what the internal listener offers. */
  public static List<Route> internal() {
    return List.of(document("/ges/v1/openapi.json", Access.TRUSTED, "openapi/internal.json"));
  }

  private static Route document(String path, Access access, String resource) {
    var reply = new Reply(200, Reply.JSON, Resources.read(resource), Map.of());
    return Route.get(path, access, call -> reply);
  }
}
