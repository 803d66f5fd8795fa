package io.openges.adapter.http.external;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callin.CallInRequest;
import io.openges.domain.rule.RuleName;
import io.openges.ports.driving.callin.CallIns;
import io.openges.ports.driving.callin.CallIns.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Customers ask for a number to call (specification 3.9). Safe for use by many threads at once. */
public final class CallInRoutes {

  private static final int MAX_ID = 255;

  private final CallIns callIns;

  /** Asks {@code callIns}. */
  public CallInRoutes(CallIns callIns) {
    this.callIns = callIns;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.post("/engagement/v3/call-in/requests/create", Access.API_KEY, this::create));
  }

  private Reply create(Call call) {
    var body = call.fields();
    var group = body.required("groupName", 1, RuleName.MAX_LENGTH);
    var caller = body.text("fromPhoneNumber", 1, PhoneNumber.MAX_LENGTH);
    var userData = BookingRequest.userData(body);
    var callback = body.text("callbackServiceId", 1, MAX_ID);
    var outcome =
        callIns.request(new CallIns.Command(call.tenant(), group, caller, userData, callback));
    if (outcome instanceof Outcome.Expected expected) {
      return call.ok(Expected.of(expected.request()));
    }
    throw problem(outcome);
  }

  static ProblemException problem(Outcome outcome) {
    if (outcome instanceof Outcome.UnknownGroup) {
      return ProblemException.of(StatusCode.GROUP_UNKNOWN);
    }
    if (outcome instanceof Outcome.BadNumber) {
      return ProblemException.of(StatusCode.NUMBER_INVALID);
    }
    if (outcome instanceof Outcome.UnknownCallback) {
      return ProblemException.of(StatusCode.CALLBACK_REF_UNKNOWN);
    }
    if (outcome instanceof Outcome.NoneFree none) {
      return ProblemException.of(StatusCode.NO_FREE_NUMBER)
          .retryAfter(none.retryAfter().plusMillis(999).toSeconds());
    }
    if (outcome instanceof Outcome.Busy) {
      return ProblemException.of(StatusCode.DEPENDENCY_DOWN);
    }
    throw new IllegalArgumentException("unknown outcome " + outcome.getClass());
  }

  /**
   * What the customer is to do.
   *
   * @param toPhoneNumber what to call
   * @param expirationTime until when, milliseconds since 1970
   * @param accessCode what to type in, null if nothing
   */
  record Expected(
      String id,
      String toPhoneNumber,
      String groupName,
      long expirationTime,
      @Nullable Integer accessCode,
      @Nullable String fromPhoneNumber,
      @Nullable String callbackServiceId) {

    static Expected of(CallInRequest request) {
      var caller = request.sent().caller();
      var callback = request.sent().callback();
      return new Expected(
          request.key().id().toString(),
          request.line().number(),
          request.sent().group(),
          request.expiresAt().toEpochMilli(),
          request.line().accessCode(),
          caller == null ? null : caller.asGiven(),
          callback == null ? null : callback.toString());
    }

    /** Returns the id only: the code is a secret. */
    @Override
    public String toString() {
      return "Expected[" + id + "]";
    }
  }
}
