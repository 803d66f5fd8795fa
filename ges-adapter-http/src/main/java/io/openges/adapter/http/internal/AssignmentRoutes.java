package io.openges.adapter.http.internal;

import io.javalin.http.HandlerType;
import io.openges.adapter.http.envelope.Fields;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.adapter.http.listener.Route.BodyForm;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.RegionRules;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.queue.KeepCapacityRules;
import io.openges.ports.driving.queue.KeepNumberRules;
import io.openges.ports.driving.queue.KeepRegionRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which rules a queue has (specifications 8.2, 11, 12). Safe for use by many threads at once. */
public final class AssignmentRoutes {

  private static final String PATH = "/ges/v1/tenants/{ccid}/queues/{queue}/assignments";

  private final KeepCapacityRules capacity;
  private final List<Kind> kinds;

  /** Assigns the rules of three kinds. */
  public AssignmentRoutes(
      KeepCapacityRules capacity, KeepNumberRules numbers, KeepRegionRules regions) {
    this.capacity = capacity;
    this.kinds = List.of(new Capacity(capacity), new Numbers(numbers), new Regions(regions));
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Access.TENANT_IN_PATH, this::read),
        new Route(HandlerType.PUT, PATH, Access.TENANT_IN_PATH, BodyForm.JSON, this::assign));
  }

  private Reply read(Call call) {
    var queue = queue(call);
    var states = kinds.stream().map(kind -> kind.state(call.tenant())).toList();
    // what is kept for a queue that may come back can be looked at
    if (states.stream().noneMatch(state -> state.assignments().containsKey(queue))
        && !capacity.hasQueue(call.tenant(), queue)) {
      throw ProblemException.of(StatusCode.SERVICE_UNKNOWN);
    }
    return reply(call, states);
  }

  /** Leaves what is not named; all are looked at before any is changed. */
  private Reply assign(Call call) {
    var body = call.fields();
    var named = kinds.stream().filter(kind -> body.object().has(kind.field())).toList();
    if (named.isEmpty()) {
      // a misspelt member must not take a rule away
      var others = kinds.stream().skip(1).map(Kind::field).toList();
      throw body.wrong(
          kinds.get(0).field(),
          "this or " + String.join(" or ", others) + " is required; null for none");
    }
    var wanted = new LinkedHashMap<Kind, @Nullable String>();
    named.forEach(kind ->
        wanted.put(kind, known(body, kind.field(), kind.state(call.tenant()).rules())));
    var expected = IfMatch.version(call);
    for (var kind : named) {
      int version = kind.assign(call, wanted.get(kind), expected);
      // one document holds all kinds, so this was a version of each
      expected = expected == null ? null : Integer.valueOf(version);
    }
    return reply(call, kinds.stream().map(kind -> kind.state(call.tenant())).toList());
  }

  private static @Nullable String known(Fields body, String field, Set<String> rules) {
    var rule = body.text(field, 1, RegionRules.MAX_NAME_LENGTH);
    if (rule != null && !rules.contains(rule)) {
      throw ProblemException.parameter(field, "no such rule");
    }
    return rule;
  }

  private static QueueName queue(Call call) {
    return new QueueName(call.path("queue"));
  }

  private Reply reply(Call call, List<State> states) {
    var queue = queue(call);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("queue", queue.value());
    for (int i = 0; i < states.size(); i++) {
      var rule = states.get(i).assignments().get(queue);
      if (rule != null) {
        answer.put(kinds.get(i).field(), rule);
      }
    }
    int version = states.stream().mapToInt(State::version).max().orElse(0);
    return RuleAnswers.tagged(call, answer, version);
  }

  /** One version of the rules of a kind. */
  private record State(int version, Set<String> rules, Map<QueueName, String> assignments) {}

  /** A kind of rules of which a queue has one. */
  private sealed interface Kind {

    /** Returns the member that names its rule. */
    String field();

    State state(TenantId tenant);

    /** Assigns a rule, null for none, and returns the version that makes. */
    int assign(Call call, @Nullable String rule, @Nullable Integer expected);
  }

  private record Capacity(KeepCapacityRules rules) implements Kind {

    @Override
    public String field() {
      return "capacityRule";
    }

    @Override
    public State state(TenantId tenant) {
      var now = rules.current(tenant);
      return new State(now.version(), now.rules().keySet(), now.assignments());
    }

    @Override
    public int assign(Call call, @Nullable String rule, @Nullable Integer expected) {
      var change = new KeepCapacityRules.Change.Assign(queue(call), rule);
      var command = new KeepCapacityRules.Command(call.tenant(), change, expected, null);
      return CapacityRoutes.after(rules.change(command), expected).version();
    }
  }

  private record Numbers(KeepNumberRules rules) implements Kind {

    @Override
    public String field() {
      return "numberRule";
    }

    @Override
    public State state(TenantId tenant) {
      var now = rules.current(tenant);
      return new State(now.version(), now.rules().keySet(), now.assignments());
    }

    @Override
    public int assign(Call call, @Nullable String rule, @Nullable Integer expected) {
      var change = new KeepNumberRules.Change.Assign(queue(call), rule);
      var command = new KeepNumberRules.Command(call.tenant(), change, expected, null);
      return NumberRoutes.after(rules.change(command), expected).version();
    }
  }

  private record Regions(KeepRegionRules rules) implements Kind {

    @Override
    public String field() {
      return "regionRule";
    }

    @Override
    public State state(TenantId tenant) {
      var now = rules.current(tenant);
      return new State(now.version(), now.rules().keySet(), now.assignments());
    }

    @Override
    public int assign(Call call, @Nullable String rule, @Nullable Integer expected) {
      var change = new KeepRegionRules.Change.Assign(queue(call), rule);
      var command = new KeepRegionRules.Command(call.tenant(), change, expected, null);
      return RegionRoutes.after(rules.change(command), expected).version();
    }
  }
}
