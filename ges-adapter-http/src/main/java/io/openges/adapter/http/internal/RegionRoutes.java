package io.openges.adapter.http.internal;

import io.javalin.http.HandlerType;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.adapter.http.listener.Route.BodyForm;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.RegionRules;
import io.openges.ports.driving.queue.KeepRegionRules;
import io.openges.ports.driving.queue.KeepRegionRules.Change;
import io.openges.ports.driving.queue.RuleCommand;
import java.util.ArrayList;
import java.util.List;

/** Region rules (specification 12). Safe for use by many threads at once. */
public final class RegionRoutes {

  private static final String KIND = "Region";
  private static final String ALL = "/ges/v1/tenants/{ccid}/region-rules";
  private static final String ONE = ALL + "/{rule}";
  private static final String REGIONS = "regions";

  private final KeepRegionRules rules;

  /** Keeps rules with {@code rules}. */
  public RegionRoutes(KeepRegionRules rules) {
    this.rules = rules;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(ALL, Access.TENANT_IN_PATH, this::list),
        Route.get(ONE, Access.TENANT_IN_PATH, this::read),
        new Route(HandlerType.PUT, ONE, Access.TENANT_IN_PATH, BodyForm.JSON, this::define),
        new Route(HandlerType.DELETE, ONE, Access.TENANT_IN_PATH, BodyForm.NONE, this::delete));
  }

  private Reply list(Call call) {
    var current = rules.current(call.tenant());
    var items =
        current.rules().keySet().stream().map(name -> Rule.of(name, current)).toList();
    return RuleAnswers.tagged(
        call, new Rules(current.version(), rules.regions(), items), current.version());
  }

  private Reply read(Call call) {
    var current = rules.current(call.tenant());
    var name = call.path("rule");
    if (!current.rules().containsKey(name)) {
      throw RuleAnswers.unknown(KIND);
    }
    return RuleAnswers.tagged(call, Rule.of(name, current), current.version());
  }

  private Reply define(Call call) {
    var name = call.path("rule");
    var now = make(call, new Change.Define(name, regions(call)));
    return RuleAnswers.tagged(call, Rule.of(name, now), now.version());
  }

  private Reply delete(Call call) {
    var now = make(call, new Change.Delete(call.path("rule")));
    return RuleAnswers.tagged(call, new Deleted(call.path("rule")), now.version());
  }

  private RegionRules make(Call call, Change change) {
    var expected = IfMatch.version(call);
    return RuleAnswers.after(
        rules.change(new RuleCommand<>(call.tenant(), change, expected, null)), KIND, expected);
  }

  private static List<String> regions(Call call) {
    var fields = call.fields();
    var list = fields.present(REGIONS, fields.node(REGIONS));
    if (!list.isArray()) {
      throw fields.wrong(REGIONS, "expected a list of names");
    }
    var regions = new ArrayList<String>();
    for (var region : list) {
      if (!region.isTextual()) {
        throw fields.wrong(REGIONS, "expected a list of names");
      }
      regions.add(region.textValue());
    }
    return regions;
  }

  /** All rules, and the regions they may name. */
  record Rules(int version, List<String> regions, List<Rule> items) {}

  /** One of them. */
  record Rule(String name, List<String> regions, List<String> queues) {

    static Rule of(String name, RegionRules all) {
      return new Rule(
          name,
          all.rules().getOrDefault(name, List.of()),
          all.queuesOf(name).stream().map(QueueName::value).toList());
    }
  }

  /** A rule that is gone. */
  record Deleted(String name) {}
}
