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
import io.openges.domain.queue.CapacityRules;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.RegionRules;
import io.openges.ports.driving.queue.KeepCapacityRules;
import io.openges.ports.driving.queue.KeepRegionRules;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rules a queue has (specifications 8.2, 12). Safe for use by many threads at once. */
public final class AssignmentRoutes {

  private static final String PATH = "/ges/v1/tenants/{ccid}/queues/{queue}/assignments";
  private static final String CAPACITY = "capacityRule";
  private static final String REGION = "regionRule";

  private final KeepCapacityRules capacity;
  private final KeepRegionRules regions;

  /** Assigns the rules of two kinds. */
  public AssignmentRoutes(KeepCapacityRules capacity, KeepRegionRules regions) {
    this.capacity = capacity;
    this.regions = regions;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Access.TENANT_IN_PATH, this::read),
        new Route(HandlerType.PUT, PATH, Access.TENANT_IN_PATH, BodyForm.JSON, this::assign));
  }

  private Reply read(Call call) {
    var queue = queue(call);
    var rules = capacity.current(call.tenant());
    var regionRules = regions.current(call.tenant());
    // what is kept for a queue that may come back can be looked at
    if (!rules.assignments().containsKey(queue)
        && !regionRules.assignments().containsKey(queue)
        && !capacity.hasQueue(call.tenant(), queue)) {
      throw ProblemException.of(StatusCode.SERVICE_UNKNOWN);
    }
    return reply(call, rules, regionRules);
  }

  /** Leaves what is not named; both are looked at before either is changed. */
  private Reply assign(Call call) {
    var body = call.fields();
    boolean hasRegion = body.object().has(REGION);
    if (!body.object().has(CAPACITY) && !hasRegion) {
      // a misspelt member must not take a rule away
      throw body.wrong(CAPACITY, "this or " + REGION + " is required; null for none");
    }
    var rules = capacity.current(call.tenant());
    var regionRules = regions.current(call.tenant());
    var capacityRule = known(body, CAPACITY, rules.rules().keySet());
    var regionRule = known(body, REGION, regionRules.rules().keySet());
    var expected = IfMatch.version(call);
    if (body.object().has(CAPACITY)) {
      rules = assignCapacity(call, capacityRule, expected);
      // one document holds both kinds, so this was a version of either
      expected = expected == null ? null : Integer.valueOf(rules.version());
      regionRules = regionRules.withVersion(rules.version());
    }
    if (hasRegion) {
      regionRules = assignRegion(call, regionRule, expected);
    }
    return reply(call, rules, regionRules);
  }

  private CapacityRules assignCapacity(
      Call call, @Nullable String rule, @Nullable Integer expected) {
    var change = new KeepCapacityRules.Change.Assign(queue(call), rule);
    return CapacityRoutes.after(
        capacity.change(new KeepCapacityRules.Command(call.tenant(), change, expected, null)),
        expected);
  }

  private RegionRules assignRegion(Call call, @Nullable String rule, @Nullable Integer expected) {
    var change = new KeepRegionRules.Change.Assign(queue(call), rule);
    return RegionRoutes.after(
        regions.change(new KeepRegionRules.Command(call.tenant(), change, expected, null)),
        expected);
  }

  private static @Nullable String known(Fields body, String field, Collection<String> rules) {
    var rule = body.text(field, 1, RegionRules.MAX_NAME_LENGTH);
    if (rule != null && !rules.contains(rule)) {
      throw ProblemException.parameter(field, "no such rule");
    }
    return rule;
  }

  private static QueueName queue(Call call) {
    return new QueueName(call.path("queue"));
  }

  private static Reply reply(Call call, CapacityRules rules, RegionRules regionRules) {
    var queue = queue(call);
    var version = Math.max(rules.version(), regionRules.version());
    return call.ok(new Assignments(
            queue.value(),
            rules.assignments().get(queue),
            regionRules.assignments().get(queue)))
        .withHeader("ETag", "\"" + version + "\"");
  }

  /** What a queue has. */
  record Assignments(
      String queue, @Nullable String capacityRule, @Nullable String regionRule) {}
}
