package io.openges.adapter.http.external;

import io.openges.adapter.http.envelope.Envelope;
import io.openges.adapter.http.envelope.Fields;
import io.openges.adapter.http.envelope.Json;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.envelope.WireTime;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.TimelineEvent.Actor;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.CancelCallback;
import io.openges.ports.driving.callback.FindCallback;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Create, cancel and retrieve of the vendor's API (specification 3.2 to 3.4). Safe for use by many
 * threads at once.
 */
public final class CallbackRoutes {

  private static final int MAX_ID = 255;

  private final Bookings bookings;
  private final CancelCallback cancel;
  private final FindCallback find;

  /** Answers with these ports. */
  public CallbackRoutes(Bookings bookings, CancelCallback cancel, FindCallback find) {
    this.bookings = bookings;
    this.cancel = cancel;
    this.find = find;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.post("/engagement/v3/callbacks/create", Access.API_KEY, this::create),
        Route.post("/engagement/v3/callbacks/cancel", Access.API_KEY, this::cancel),
        Route.post("/engagement/v3/callbacks/retrieve", Access.API_KEY, this::retrieve));
  }

  private Reply create(Call call) {
    var body = call.fields();
    var request = BookingRequest.read(body);
    var asked =
        new Bookings.Asked(request, body.object(), call.tenant(), Origin.API, proof(call, request));
    return bookings.book(
        call,
        asked,
        booked -> Json.text(
            Envelope.success(call.corrId(), new Identified(booked.key().id().toString()))));
  }

  /**
   * The internal network, which names its contact center, need not prove anything (specification
   * 3.2.2).
   */
  private static BookCallback.@Nullable Proof proof(Call call, BookingRequest request) {
    var entrance = call.entrance();
    return entrance.external() || entrance.apiKey()
        ? new BookCallback.Proof(request.captchaToken(), entrance.address())
        : null;
  }

  private Reply cancel(Call call) {
    var key = key(call.tenant(), call.fields());
    var outcome =
        cancel.cancel(new CancelCallback.Command(key, CompletionReason.CANCELLED, Actor.CUSTOMER));
    var cancelled = Cancellations.cancelled(outcome);
    return call.ok(new Identified(cancelled.key().id().toString()));
  }

  private Reply retrieve(Call call) {
    var found = find.find(key(call.tenant(), call.fields()))
        .orElseThrow(() -> ProblemException.of(StatusCode.CALLBACK_UNKNOWN));
    var reply = call.ok(Retrieved.of(found.callback()));
    return found.stale() ? reply.withHeader("X-GES-Stale", "true") : reply;
  }

  /** Returns the key of the callback a body names. */
  private static CallbackKey key(TenantId tenant, Fields body) {
    return CallbackId.parse(body.required("id", 1, MAX_ID))
        .map(id -> new CallbackKey(tenant, id))
        .orElseThrow(() -> ProblemException.of(StatusCode.CALLBACK_UNKNOWN));
  }

  /**
   * Names a callback.
   *
   * @param id its id
   */
  public record Identified(String id) {}

  /**
   * A callback as customers see it: without user data.
   *
   * @param id its id
   * @param desiredTime ISO-UTC
   * @param callbackState the state
   * @param callbackReason only of completed ones
   * @param phoneNumber as given
   * @param positionInQueue 0 or more, null if unknown
   * @param estimatedWaitTime seconds, 0 or more, null if unknown
   */
  record Retrieved(
      String id,
      String desiredTime,
      String callbackState,
      @Nullable String callbackReason,
      String phoneNumber,
      @Nullable Integer positionInQueue,
      @Nullable Integer estimatedWaitTime) {

    static Retrieved of(Callback callback) {
      var reason = callback.status().reason();
      var standing = Standing.of(callback);
      return new Retrieved(
          callback.key().id().toString(),
          WireTime.format(callback.schedule().desiredTime()),
          callback.state().name(),
          reason == null ? null : reason.value(),
          callback.booking().phoneNumber().asGiven(),
          standing.position(),
          standing.waitSeconds());
    }
  }
}
