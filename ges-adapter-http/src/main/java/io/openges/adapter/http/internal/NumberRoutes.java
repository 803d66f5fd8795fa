package io.openges.adapter.http.internal;

import static java.util.Objects.requireNonNull;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.queue.NumberRules;
import io.openges.domain.queue.NumberStatement;
import io.openges.domain.queue.QueueName;
import io.openges.domain.rule.RuleName;
import io.openges.ports.driving.queue.KeepNumberRules;
import io.openges.ports.driving.queue.KeepNumberRules.Change;
import io.openges.ports.driving.queue.KeepNumberRules.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rules of permitted and blocked numbers, and the tool that tries them (specification 11). Safe for
 * use by many threads at once.
 */
public final class NumberRoutes {

  private final KeepNumberRules keep;
  private final RuleRoutes<NumberRules, Change> rules;

  /** Keeps rules with {@code keep}. */
  public NumberRoutes(KeepNumberRules keep) {
    this.keep = keep;
    this.rules = new RuleRoutes<>(
        keep,
        new RuleRoutes.Kind<>(
            "Number rule",
            "number-rules",
            Map.of(),
            Rule::of,
            NumberRoutes::definition,
            Change.Delete::new));
  }

  /** Returns the routes. */
  public List<Route> routes() {
    var routes = new ArrayList<>(rules.routes());
    routes.add(Route.post(rules.all() + "/test", Access.TENANT_IN_PATH, this::test));
    return routes;
  }

  private static Change definition(Call call) {
    var statement = PlainJson.withoutNulls(call.fields().object());
    return new Change.Define(RuleRoutes.name(call), statement);
  }

  private Reply test(Call call) {
    var body = call.fields();
    var number = body.required("phoneNumber", 1, PhoneNumber.MAX_LENGTH);
    var service = body.text("service", 1, QueueName.MAX_LENGTH);
    var trial = keep.test(new KeepNumberRules.Question(
        call.tenant(),
        PhoneNumber.of(number),
        service == null ? null : new QueueName(service),
        body.text("rule", 1, RuleName.MAX_LENGTH)));
    if (trial instanceof Trial.Judged judged) {
      return call.ok(NumberTested.of(judged));
    }
    throw trial instanceof Trial.UnknownQueue
        ? ProblemException.of(StatusCode.SERVICE_UNKNOWN)
        : ProblemException.parameter("rule", "no such rule");
  }

  /** One of the rules. */
  record Rule(
      String name,
      List<String> countries,
      List<Map<String, Object>> patterns,
      List<String> queues) {

    static Rule of(NumberRules all, String name) {
      var rule = requireNonNull(all.rules().get(name));
      return new Rule(
          name,
          List.copyOf(rule.countries()),
          rule.patterns().stream().map(NumberStatement::of).toList(),
          RuleRoutes.queuesOf(all, name));
    }
  }
}
