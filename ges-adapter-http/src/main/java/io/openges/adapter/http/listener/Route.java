package io.openges.adapter.http.listener;

import static java.util.Objects.requireNonNull;

import io.javalin.http.HandlerType;
import io.openges.adapter.http.envelope.Reply;

/**
 * One method of one path. Immutable and thread-safe.
 *
 * @param method the HTTP method
 * @param path a template such as {@code /callbacks/availability/{service-name}}
 * @param access who may call it
 * @param body what it reads
 * @param handling what it does
 */
public record Route(
    HandlerType method, String path, Access access, BodyForm body, Handling handling) {

  /** The path label of everything the vendor's clients do not call (specification 18). */
  static final String PRIVATE = "Private API Endpoint";

  /** Checks that every part is there. */
  public Route {
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    requireNonNull(access, "access");
    requireNonNull(body, "body");
    requireNonNull(handling, "handling");
  }

  /** Returns a route that reads no body. */
  public static Route get(String path, Access access, Handling handling) {
    return new Route(HandlerType.GET, path, access, BodyForm.NONE, handling);
  }

  /** Returns a route that reads a JSON body. */
  public static Route post(String path, Access access, Handling handling) {
    return new Route(HandlerType.POST, path, access, BodyForm.JSON, handling);
  }

  /** Returns the label of this route in metrics. */
  String label() {
    return isPublic() ? path : PRIVATE;
  }

  /** Says whether the route is one of the external listener's. */
  boolean isPublic() {
    return path.startsWith("/engagement/")
        || path.equals("/ges")
        || path.equals("/ges/")
        || path.startsWith("/ges/ui");
  }

  /** Says whether browsers of other origins may call it (specification 2.13). */
  boolean isForBrowsers() {
    return path.startsWith("/engagement/");
  }

  /** What a route reads. */
  public enum BodyForm {
    /** Nothing. */
    NONE,
    /** JSON. */
    JSON,
    /** JSON, or a form whose values are texts. */
    JSON_OR_FORM
  }

  /** What a route does: reads the call, asks a port, writes down what came of it. */
  @FunctionalInterface
  public interface Handling {

    /**
     * Answers the call.
     *
     * @throws io.openges.adapter.http.envelope.ProblemException for an error answer
     * @throws io.openges.ports.driven.DependencyUnavailableException answered as 503
     */
    Reply handle(Call call);
  }
}
