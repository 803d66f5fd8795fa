package io.openges.adapter.http.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.HandlerType;
import io.openges.adapter.http.envelope.Json;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.external.CallInPorts;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.adapter.http.listener.Route.BodyForm;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callin.CallInGroup;
import io.openges.domain.callin.CallInGroups;
import io.openges.domain.callin.CallInRequest;
import io.openges.ports.driving.callin.CallIns;
import io.openges.ports.driving.callin.KeepCallInGroups;
import io.openges.ports.driving.callin.KeepCallInGroups.Change;
import io.openges.ports.driving.queue.RuleCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows calls again, and keeps the groups of numbers (specification 5.1, 16). Safe for use by many
 * threads at once.
 */
public final class CallInAdminRoutes {

  private static final String TENANT = "/ges/v1/tenants/{ccid}";
  private static final String ALL = TENANT + "/call-in-groups";
  private static final String ONE = ALL + "/{group}";
  private static final String NOUN = "Call-in group";
  private static final int MAX_CALL = 255;

  private final CallIns callIns;
  private final KeepCallInGroups groups;

  /** Answers with these ports. */
  public CallInAdminRoutes(CallInPorts ports) {
    this.callIns = ports.callIns();
    this.groups = ports.groups();
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.post(TENANT + "/call-ins/match", Access.TENANT_IN_PATH, this::match),
        Route.get(ALL, Access.TENANT_IN_PATH, this::list),
        Route.get(ONE, Access.TENANT_IN_PATH, this::read),
        new Route(HandlerType.PUT, ONE, Access.TENANT_IN_PATH, BodyForm.JSON, this::define),
        new Route(HandlerType.DELETE, ONE, Access.TENANT_IN_PATH, BodyForm.NONE, this::delete));
  }

  private Reply match(Call call) {
    var body = call.fields();
    var incoming = new CallIns.Call(
        call.tenant(),
        body.required("dnis", 1, PhoneNumber.MAX_LENGTH),
        body.text("ani", 0, PhoneNumber.MAX_LENGTH),
        body.integer("accessCode", 0, Long.MAX_VALUE),
        body.required("callUuid", 1, MAX_CALL));
    return callIns
        .match(incoming)
        .map(request -> call.ok(Matched.of(request)))
        .orElseThrow(() -> ProblemException.of(StatusCode.CALL_IN_UNKNOWN));
  }

  private Reply list(Call call) {
    var current = groups.current(call.tenant());
    var items = current.groups().values().stream().map(Group::of).toList();
    return RuleAnswers.tagged(call, new Groups(current.version(), items), current.version());
  }

  private Reply read(Call call) {
    var current = groups.current(call.tenant());
    return RuleAnswers.tagged(call, known(current, call.path("group")), current.version());
  }

  private Reply define(Call call) {
    var content = PlainJson.withoutNulls(call.fields().object());
    var now = make(call, new Change.Define(call.path("group"), content));
    return RuleAnswers.tagged(call, known(now, call.path("group")), now.version());
  }

  private Reply delete(Call call) {
    var now = make(call, new Change.Delete(call.path("group")));
    return RuleAnswers.tagged(call, new RuleAnswers.Deleted(call.path("group")), now.version());
  }

  private CallInGroups make(Call call, Change change) {
    var expected = IfMatch.version(call);
    return RuleAnswers.after(
        groups.change(new RuleCommand<>(call.tenant(), change, expected, null)), NOUN, expected);
  }

  private static Group known(CallInGroups current, String name) {
    return current.find(name).map(Group::of).orElseThrow(() -> RuleAnswers.unknown(NOUN));
  }

  /** All groups. */
  record Groups(int version, List<Group> items) {}

  /** One of them. */
  record Group(
      String name,
      List<String> numbers,
      int expirySeconds,
      boolean generateAccessCode,
      int accessCodeLength) {

    static Group of(CallInGroup group) {
      return new Group(
          group.name(),
          group.numbers(),
          group.expirySeconds(),
          group.generateAccessCode(),
          group.accessCodeLength());
    }
  }

  /** The request that a call belongs to. */
  record Matched(
      String id,
      String groupName,
      JsonNode userData,
      @Nullable String callbackServiceId,
      @Nullable String fromPhoneNumber) {

    static Matched of(CallInRequest request) {
      var callback = request.sent().callback();
      var caller = request.sent().caller();
      return new Matched(
          request.key().id().toString(),
          request.sent().group(),
          Json.stored(request.sent().userData().json()),
          callback == null ? null : callback.toString(),
          caller == null ? null : caller.asGiven());
    }

    /** Returns the id only: the rest may be personal. */
    @Override
    public String toString() {
      return "Matched[" + id + "]";
    }
  }
}
