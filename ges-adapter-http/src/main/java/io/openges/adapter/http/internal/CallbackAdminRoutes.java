package io.openges.adapter.http.internal;

import io.javalin.http.HandlerType;
import io.openges.adapter.http.envelope.Envelope;
import io.openges.adapter.http.envelope.Fields;
import io.openges.adapter.http.envelope.Json;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.envelope.WireTime;
import io.openges.adapter.http.external.BookingRequest;
import io.openges.adapter.http.external.Bookings;
import io.openges.adapter.http.external.CallbackPorts;
import io.openges.adapter.http.external.CallbackRoutes.Identified;
import io.openges.adapter.http.external.Cancellations;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.adapter.http.listener.Route.BodyForm;
import io.openges.domain.audit.AuditEntry;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.callback.TimelineEvent.Actor;
import io.openges.ports.driving.callback.CancelCallback;
import io.openges.ports.driving.callback.FindCallback;
import io.openges.ports.driving.queue.AskQueue;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Callbacks in the clean API (specification 5.1). Safe for use by many threads at once. */
public final class CallbackAdminRoutes {

  private static final String ALL = "/ges/v1/tenants/{ccid}/callbacks";
  private static final String ONE = ALL + "/{id}";
  private static final Set<String> ORIGINS = Set.of("IVR", "API", "UI", "RECREATE");
  private static final Set<String> CANCEL_REASONS = Set.of("CANCELLED", "CUSTOMER_CALLED_IN");

  private final Bookings bookings;
  private final CallbackPorts ports;
  private final AskQueue queues;
  private final Storage storage;

  /** Answers with these ports. */
  public CallbackAdminRoutes(Bookings bookings, CallbackPorts ports, AskQueue queues) {
    this.bookings = bookings;
    this.ports = ports;
    this.queues = queues;
    this.storage = new Storage(ports.storage());
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.post(ALL, Access.TENANT_IN_PATH, this::create),
        Route.get(ALL, Access.TENANT_IN_PATH, this::list),
        Route.get(ONE, Access.TENANT_IN_PATH, this::get),
        Route.get(ONE + "/timeline", Access.TENANT_IN_PATH, this::timeline),
        Route.post(ONE + "/cancel", Access.TENANT_IN_PATH, this::cancel),
        new Route(
            HandlerType.PUT,
            ONE + "/attempts/{n}",
            Access.TENANT_IN_PATH,
            BodyForm.JSON,
            this::report));
  }

  private Reply create(Call call) {
    var body = call.fields();
    var request = BookingRequest.read(body);
    var origin = body.choice("origin", ORIGINS);
    var asked = new Bookings.Asked(
        request,
        body.object(),
        call.tenant(),
        origin == null ? Origin.IVR : Origin.valueOf(origin));
    return bookings.book(
        call,
        asked,
        booked -> Json.text(
            Envelope.success(call.corrId(), new Identified(booked.key().id().toString()))));
  }

  private Reply list(Call call) {
    var filter = CallbackListQuery.read(call);
    var page = ports.find().list(filter);
    return call.ok(new Listed(
        page.stream().map(CallbackRecord::brief).toList(),
        CallbackListQuery.next(page, filter.page().limit())));
  }

  private Reply get(Call call) {
    var found = find(call);
    var reply = call.ok(record(found.callback()));
    return found.stale() ? reply.withHeader("X-GES-Stale", "true") : reply;
  }

  private Reply timeline(Call call) {
    var events = ports.find().timeline(find(call).callback().key());
    return call.ok(new Timeline(events.stream().map(Event::of).toList()));
  }

  private Reply cancel(Call call) {
    Fields body = call.optionalFields();
    var reason = body.choice("reason", CANCEL_REASONS);
    var why = reason == null ? CompletionReason.CANCELLED : new CompletionReason(reason);
    var outcome = ports
        .cancel()
        .cancel(new CancelCallback.Command(
            key(call),
            why,
            // whoever asks here is no customer, but may report what the customer did
            CompletionReason.CUSTOMER_CALLED_IN.equals(why) ? Actor.CUSTOMER : Actor.OPERATOR,
            AuditEntry.INTERNAL));
    return call.ok(new Identified(Cancellations.cancelled(outcome).key().id().toString()));
  }

  private Reply report(Call call) {
    var number = call.path("n");
    if (!number.matches("[1-9][0-9]{0,8}")) {
      throw ProblemException.parameter("n", "expected an attempt number");
    }
    var report =
        SessionReports.read(call.fields(), SessionReports.Names.CLEAN, Integer.parseInt(number));
    var outcome = ports.report().report(key(call), report);
    return call.ok(record(SessionReports.accepted(outcome, report, queues.now())));
  }

  private CallbackRecord record(Callback callback) {
    return CallbackRecord.full(callback, storage.read(callback.key()));
  }

  private FindCallback.Found find(Call call) {
    return ports
        .find()
        .find(key(call))
        .orElseThrow(() -> ProblemException.of(StatusCode.CALLBACK_UNKNOWN));
  }

  /** Returns which callback the path names. */
  static CallbackKey key(Call call) {
    return CallbackId.parse(call.path("id"))
        .map(id -> new CallbackKey(call.tenant(), id))
        .orElseThrow(() -> ProblemException.of(StatusCode.CALLBACK_UNKNOWN));
  }

  /** A page of a list. */
  record Listed(List<CallbackRecord> items, @Nullable String nextCursor) {}

  /** A callback's history. */
  record Timeline(List<Event> events) {}

  /** One line of it. */
  record Event(
      String at,
      String actor,
      @Nullable String from,
      String to,
      int attempt,
      @Nullable String note) {

    static Event of(TimelineEvent event) {
      var from = event.from();
      return new Event(
          WireTime.format(event.at()),
          event.actor().name(),
          from == null ? null : from.name(),
          event.to().name(),
          event.attempt(),
          event.note());
    }
  }
}
