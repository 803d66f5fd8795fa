package io.openges.adapter.http.internal;

import static java.util.Objects.requireNonNull;

import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.domain.queue.RegionRules;
import io.openges.ports.driving.queue.KeepRegionRules;
import io.openges.ports.driving.queue.KeepRegionRules.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Region rules (specification 12). Safe for use by many threads at once. */
public final class RegionRoutes {

  private static final String REGIONS = "regions";

  private final RuleRoutes<RegionRules, Change> rules;

  /** Keeps rules with {@code rules}. */
  public RegionRoutes(KeepRegionRules rules) {
    this.rules = new RuleRoutes<>(
        rules,
        new RuleRoutes.Kind<>(
            "Region rule",
            "region-rules",
            Map.of(REGIONS, rules.regions()),
            Rule::of,
            call -> new Change.Define(RuleRoutes.name(call), regions(call)),
            Change.Delete::new));
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return rules.routes();
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

  /** One of the rules. */
  record Rule(String name, List<String> regions, List<String> queues) {

    static Rule of(RegionRules all, String name) {
      return new Rule(name, requireNonNull(all.rules().get(name)), RuleRoutes.queuesOf(all, name));
    }
  }
}
