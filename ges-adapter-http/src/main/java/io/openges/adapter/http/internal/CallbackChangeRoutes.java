package io.openges.adapter.http.internal;

import static java.util.Objects.requireNonNull;

import io.javalin.http.HandlerType;
import io.openges.adapter.http.envelope.Fields;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.external.BookingRequest;
import io.openges.adapter.http.external.CallbackPorts;
import io.openges.adapter.http.external.Refusals;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.adapter.http.listener.Route.BodyForm;
import io.openges.domain.audit.AuditEntry;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.PhoneNumber;
import io.openges.ports.driving.callback.ChangeCallback;
import io.openges.ports.driving.callback.ChangeCallback.Edit;
import io.openges.ports.driving.callback.ChangeCallback.Outcome;
import io.openges.ports.driving.callback.ChangeCallback.Target;
import io.openges.ports.driving.queue.AskQueue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves callbacks and changes what was booked (specifications 5.1 and 6.7). Safe for use by many
 * threads at once.
 */
public final class CallbackChangeRoutes {

  private static final String ONE = "/ges/v1/tenants/{ccid}/callbacks/{id}";

  private final ChangeCallback change;
  private final AskQueue queues;
  private final Storage storage;

  /** Answers with these ports. */
  public CallbackChangeRoutes(CallbackPorts ports, AskQueue queues) {
    this.change = requireNonNull(ports.change(), "change");
    this.queues = requireNonNull(queues, "queues");
    this.storage = new Storage(ports.storage());
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.post(ONE + "/reschedule", Access.TENANT_IN_PATH, this::reschedule),
        new Route(HandlerType.PATCH, ONE, Access.TENANT_IN_PATH, BodyForm.JSON, this::edit));
  }

  private Reply reschedule(Call call) {
    var body = call.fields();
    var desired = body.present("desiredTime", body.instant("desiredTime"));
    var target = target(call, body);
    return answer(call, target, change.reschedule(target, desired), StatusCode.NOT_RESCHEDULABLE);
  }

  private Reply edit(Call call) {
    var body = call.fields();
    body.refuseMisspelt(List.of("phoneNumber", "userData", "priority"), "ifVersion");
    var edit = new Edit(
        number(body.text("phoneNumber", 1, PhoneNumber.MAX_LENGTH)),
        body.node("userData") == null ? null : BookingRequest.userData(body),
        BookingRequest.priority(body));
    var target = target(call, body);
    return answer(call, target, change.edit(target, edit), StatusCode.ILLEGAL_TRANSITION);
  }

  private static Target target(Call call, Fields body) {
    return new Target(
        CallbackAdminRoutes.key(call),
        body.integer("ifVersion", 1, Long.MAX_VALUE),
        AuditEntry.INTERNAL);
  }

  private static @Nullable PhoneNumber number(@Nullable String text) {
    return text == null ? null : PhoneNumber.of(text);
  }

  private Reply answer(Call call, Target target, Outcome outcome, StatusCode tooLate) {
    var callback = changed(outcome, target, tooLate, queues.now());
    return call.ok(CallbackRecord.full(callback, storage.read(callback.key())));
  }

  /**
   * Returns the callback as it is after a change.
   *
   * @param tooLate what to answer when its state does not allow it
   * @throws ProblemException if nothing was changed
   */
  static Callback changed(Outcome outcome, Target target, StatusCode tooLate, Instant now) {
    if (outcome instanceof Outcome.Changed changed) {
      return changed.callback();
    }
    if (outcome instanceof Outcome.Unknown) {
      throw ProblemException.of(StatusCode.CALLBACK_UNKNOWN);
    }
    if (outcome instanceof Outcome.UnknownQueue) {
      throw ProblemException.of(StatusCode.SERVICE_UNKNOWN);
    }
    if (outcome instanceof Outcome.TooLate late) {
      throw tooLate == StatusCode.ILLEGAL_TRANSITION
          ? ProblemException.of(tooLate, late.callback().state() + " cannot be edited")
          : ProblemException.of(tooLate);
    }
    if (outcome instanceof Outcome.VersionConflict conflict) {
      throw ProblemException.of(
          StatusCode.VERSION_CONFLICT,
          "Callback has version " + conflict.callback().status().version() + ", expected "
              + target.ifVersion());
    }
    if (outcome instanceof Outcome.Refused refused) {
      throw Refusals.problem(refused.refusal(), refused.proposals(), now);
    }
    if (outcome instanceof Outcome.SlotFull full) {
      throw Refusals.slotFull(full.proposals());
    }
    throw new IllegalArgumentException("unknown outcome " + outcome.getClass());
  }
}
