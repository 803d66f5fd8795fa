package io.openges.adapter.http.internal;

import io.javalin.http.HandlerType;
import io.openges.adapter.http.envelope.Json;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.external.Availability;
import io.openges.adapter.http.external.BookingRequest;
import io.openges.adapter.http.external.Bookings;
import io.openges.adapter.http.external.CallbackPorts;
import io.openges.adapter.http.external.Cancellations;
import io.openges.adapter.http.external.Standing;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.adapter.http.listener.Route.BodyForm;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.TimelineEvent.Actor;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driving.callback.CancelCallback;
import io.openges.ports.driving.callback.FindCallback;
import io.openges.ports.driving.queue.AskQueue;
import java.util.List;
import java.util.Map;

/**
 * The facade that looks like the ancestor's API, for Designer and the voice platform (specification
 * 5.2). Its successes are flat, its errors in the common envelope. Safe for use by many threads at
 * once.
 */
public final class FacadeRoutes {

  private static final String SERVICE = "/genesys/1/service/callback/{service}";
  private static final String ONE = SERVICE + "/{id}";
  private static final String STORAGE = "/genesys/1/service/{id}/storage";

  private final Bookings bookings;
  private final CallbackPorts ports;
  private final AskQueue queues;
  private final Availability availability;
  private final Storage storage;
  private final String base;

  /**
   * Answers with these ports.
   *
   * @param base the base of update URLs, with a slash at its end
   */
  public FacadeRoutes(Bookings bookings, CallbackPorts ports, AskQueue queues, String base) {
    this.bookings = bookings;
    this.ports = ports;
    this.queues = queues;
    this.availability = new Availability(queues);
    this.storage = new Storage(ports.storage());
    this.base = base;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        route(HandlerType.POST, SERVICE, BodyForm.JSON_OR_FORM, this::create),
        route(HandlerType.GET, SERVICE + "/availability", BodyForm.NONE, this::availability),
        route(HandlerType.GET, ONE, BodyForm.NONE, this::get),
        route(HandlerType.DELETE, ONE, BodyForm.NONE, this::cancel),
        route(HandlerType.PUT, ONE, BodyForm.JSON_OR_FORM, this::update),
        route(HandlerType.GET, STORAGE, BodyForm.NONE, this::readAll),
        route(HandlerType.POST, STORAGE, BodyForm.JSON_OR_FORM, this::merge),
        route(HandlerType.DELETE, STORAGE, BodyForm.NONE, this::removeAll),
        route(HandlerType.GET, STORAGE + "/{key}", BodyForm.NONE, this::readOne),
        route(HandlerType.POST, STORAGE + "/{key}", BodyForm.JSON_OR_FORM, this::putOne),
        route(HandlerType.DELETE, STORAGE + "/{key}", BodyForm.NONE, this::removeOne),
        route(
            HandlerType.GET,
            "/genesys/1/service/{id}/check-queue-position",
            BodyForm.NONE,
            this::position));
  }

  private static Route route(
      HandlerType method, String path, BodyForm body, Route.Handling handling) {
    return new Route(method, path, Access.TRUSTED, body, handling);
  }

  private Reply create(Call call) {
    var body = FacadeBody.read(call);
    var service = call.path("service");
    var tenant = call.tenant();
    var number = body.required("_customer_number", 1, PhoneNumber.MAX_LENGTH);
    var desired = body.instant("_desired_time");
    var meant = FacadeBody.booking(body);
    var request = BookingRequest.read(new QueueName(service), number, desired, meant);
    var fingerprint = body.object().deepCopy().put("serviceName", service);
    return bookings.book(
        call,
        new Bookings.Asked(request, fingerprint, tenant, Origin.IVR),
        booked -> Json.text(FacadeCallback.created(booked, base)));
  }

  private Reply availability(Call call) {
    return Reply.json(200, availability.flat(call, call.path("service")))
        .withHeader(Availability.TZDATA_HEADER, Availability.tzdata());
  }

  private Reply get(Call call) {
    var found = find(call);
    var reply = Reply.json(200, FacadeCallback.found(found.callback(), base));
    return found.stale() ? reply.withHeader("X-GES-Stale", "true") : reply;
  }

  private Reply cancel(Call call) {
    var outcome = ports
        .cancel()
        .cancel(new CancelCallback.Command(key(call), CompletionReason.CANCELLED, Actor.CUSTOMER));
    return Reply.json(200, FacadeCallback.found(Cancellations.cancelled(outcome), base));
  }

  private Reply update(Call call) {
    var body = FacadeBody.read(call);
    var attempt = body.smallInteger("_attempt", 1, Integer.MAX_VALUE);
    var report = SessionReports.read(body, SessionReports.Names.FACADE, attempt);
    var outcome = ports.report().report(key(call), report);
    var callback = SessionReports.accepted(outcome, report, queues.now());
    return Reply.json(200, FacadeCallback.updated(callback));
  }

  private Reply readAll(Call call) {
    return Reply.json(200, storage.read(key(call)));
  }

  private Reply merge(Call call) {
    var key = key(call);
    storage.merge(key, FacadeBody.readValue(call));
    return done(key);
  }

  private Reply removeAll(Call call) {
    var key = key(call);
    storage.remove(key, List.of());
    return done(key);
  }

  private Reply readOne(Call call) {
    return Reply.json(200, storage.read(key(call), call.path("key")));
  }

  private Reply putOne(Call call) {
    var key = key(call);
    storage.put(key, call.path("key"), FacadeBody.readValue(call));
    return done(key);
  }

  private Reply removeOne(Call call) {
    var key = key(call);
    storage.remove(key, List.of(call.path("key")));
    return done(key);
  }

  private Reply position(Call call) {
    var standing = Standing.of(find(call).callback());
    return Reply.json(
        200,
        Map.of(
            "_position", standing.position() == null ? -1 : standing.position(),
            "_ewt", standing.waitSeconds() == null ? -1 : standing.waitSeconds()));
  }

  private static Reply done(CallbackKey key) {
    return Reply.json(200, Map.of("_id", key.id().toString()));
  }

  private FindCallback.Found find(Call call) {
    return ports
        .find()
        .find(key(call))
        .orElseThrow(() -> ProblemException.of(StatusCode.CALLBACK_UNKNOWN));
  }

  /** Returns which callback the path names: of the tenant in the header, else of anyone. */
  private CallbackKey key(Call call) {
    var id = CallbackId.parse(call.path("id"));
    var tenant = call.tenantIfNamed();
    var key = tenant.isPresent()
        ? id.map(value -> new CallbackKey(tenant.get(), value))
        : id.flatMap(ports.find()::locate);
    key.ifPresent(found -> call.concerns(found.tenant()));
    return key.orElseThrow(() -> ProblemException.of(StatusCode.CALLBACK_UNKNOWN));
  }
}
