package io.openges.adapter.http.listener;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.EndpointNotFound;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The way of a request through a listener: name it, find its route, check its size and its caller,
 * let the route's handler answer, count it (specification 2). Safe for use by many threads at once.
 */
final class Listener {

  static final String CORRELATION = "X-GES-Correlation-Id";

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final String EXCHANGE = Exchange.class.getName();

  private final boolean external;
  private final RouteTable routes;
  private final Bodies bodies;
  private final Parts parts;
  private final RefusalNotes notes;

  /** What both listeners share. */
  record Parts(
      Callers callers,
      Origins origins,
      Deadlines deadlines,
      HttpMetrics metrics,
      Faults faults,
      LongSupplier nanoTime) {}

  Listener(boolean external, RouteTable routes, Bodies bodies, Parts parts, RefusalNotes notes) {
    this.external = external;
    this.routes = routes;
    this.bodies = bodies;
    this.parts = parts;
    this.notes = notes;
  }

  /** Tells Javalin what to do with which request. */
  void register(RoutesConfig javalin) {
    javalin.before(this::begin);
    for (var route : routes.inOrder()) {
      javalin.addHttpHandler(route.method(), route.path(), context -> serve(context, route));
    }
    // Named as well, because Javalin has an answer of its own to them.
    javalin.exception(HttpResponseException.class, (thrown, context) -> fail(context, thrown));
    javalin.exception(Exception.class, (thrown, context) -> fail(context, thrown));
    javalin.after(this::end);
  }

  private void begin(Context context) throws IOException {
    var exchange = new Exchange(context.res(), parts.nanoTime().getAsLong(), this::count);
    context.req().setAttribute(EXCHANGE, exchange);
    context.res().setHeader(CORRELATION, exchange.corrId());
    context.res().setHeader("X-Content-Type-Options", "nosniff");
    if (!isPage(context.path())) {
      context.res().setHeader("Cache-Control", "no-store");
    }
    MDC.put("corrId", exchange.corrId());
    if (external) {
      Callers.refuseTenantHeader(context.req());
    }
    if (QueryString.isBroken(context.req().getRequestURI())) {
      throw ProblemException.parameter("path", "expected two hexadecimal digits after each %");
    }
    if (context.method().equals(HandlerType.HEAD)) {
      throw noRoute(context.path());
    }
    if (context.method().equals(HandlerType.OPTIONS)
        && context.path().startsWith("/engagement/")
        && !routes.methodsOf(context.path()).isEmpty()) {
      var preflight = parts.origins().preflight(context.req());
      if (preflight.isPresent()) {
        exchange.send(preflight.get());
        context.skipRemainingHandlers();
        end(context);
      }
    }
  }

  /** Pages may be kept by browsers; the answers of the APIs may not (specification 2.14). */
  private static boolean isPage(String path) {
    return path.startsWith("/ges/ui/") && !path.startsWith("/ges/ui/api/");
  }

  private void serve(Context context, Route route) throws IOException {
    var exchange = exchange(context);
    exchange.matched(route);
    var body = body(context, route);
    parts.deadlines().begin(exchange);
    try {
      send(context, exchange, answer(context, exchange, route, body));
    } finally {
      parts.deadlines().end(exchange);
    }
  }

  private Reply answer(Context context, Exchange exchange, Route route, byte[] body) {
    try {
      return route.handling().handle(admit(context, exchange, route, body));
    } catch (RuntimeException | Error thrown) {
      var problem = parts.faults().problem(thrown);
      notes.note(exchange, problem, context.pathParamMap());
      return Reply.failure(exchange.corrId(), problem);
    }
  }

  private byte[] body(Context context, Route route) {
    if (route.body() == Route.BodyForm.NONE) {
      bodies.checkDeclared(context.req());
      return new byte[0];
    }
    return bodies.read(context.req());
  }

  private Call admit(Context context, Exchange exchange, Route route, byte[] body) {
    parts.callers().identify(context.req(), route.access()).ifPresent(exchange::identified);
    if (route.access() == Access.TENANT_IN_PATH) {
      exchange.identified(parts.callers().known(context.pathParam("ccid")));
    }
    var tenant = exchange.tenant();
    if (tenant != null) {
      MDC.put("ccid", tenant.toString());
    }
    Bodies.checkMediaType(context.req().getHeader("Content-Type"), route.body());
    var key = context.req().getHeader("x-api-key");
    var entrance = new Call.Entrance(
        external, key != null && !key.isBlank(), parts.callers().address(context.req()));
    return new Call(context, exchange, body, entrance);
  }

  private void fail(Context context, Exception thrown) {
    var exchange = exchange(context);
    if (thrown instanceof IOException) {
      // handlers throw none: it is the answer that was not taken
      LOG.debug("The caller of {} has gone", exchange.corrId());
      return;
    }
    var problem = thrown instanceof EndpointNotFound
        ? noRoute(context.path())
        : parts.faults().problem(thrown);
    try {
      if (problem.code() == StatusCode.TOO_LARGE) {
        refuseBody(context, exchange, problem);
      } else {
        send(context, exchange, Reply.failure(exchange.corrId(), problem));
      }
    } catch (IOException gone) {
      LOG.debug("The caller of {} has gone", exchange.corrId());
    }
  }

  private void refuseBody(Context context, Exchange exchange, ProblemException problem)
      throws IOException {
    parts.metrics().tooLarge();
    var closing = problem.withHeader("Connection", "close");
    send(context, exchange, Reply.failure(exchange.corrId(), closing));
    exchange.flush();
  }

  private ProblemException noRoute(String path) {
    var methods = routes.methodsOf(path);
    return methods.isEmpty()
        ? ProblemException.of(StatusCode.PATH)
        : ProblemException.of(StatusCode.METHOD)
            .withHeader(
                "Allow",
                methods.stream().map(HandlerType::name).sorted().collect(Collectors.joining(", ")));
  }

  private void send(Context context, Exchange exchange, Reply reply) throws IOException {
    var route = exchange.route();
    var marked = route != null && route.isForBrowsers()
        ? parts.origins().mark(reply, context.req().getHeader("Origin"), exchange.tenant())
        : reply;
    if (parts.deadlines().isDraining()) {
      // the server may end as soon as nothing is being handled any more
      exchange.send(marked.withHeader("Connection", "close"));
      exchange.flush();
    } else {
      exchange.send(marked);
    }
  }

  /** Whoever has the answer finds it counted. */
  private void count(Exchange exchange) {
    long nanos = parts.nanoTime().getAsLong() - exchange.startedNanos();
    parts.metrics().answered(exchange.route(), exchange.tenant(), exchange.status(), nanos);
  }

  private void end(Context context) {
    var exchange = exchange(context);
    var route = exchange.route();
    long nanos = parts.nanoTime().getAsLong() - exchange.startedNanos();
    LOG.debug(
        "{} {} {} in {} µs",
        context.method(),
        route == null ? "unknown path" : route.path(),
        exchange.status(),
        TimeUnit.NANOSECONDS.toMicros(nanos));
    MDC.remove("ccid");
    MDC.remove("corrId");
  }

  private static Exchange exchange(Context context) {
    return (Exchange) Objects.requireNonNull(context.req().getAttribute(EXCHANGE));
  }
}
