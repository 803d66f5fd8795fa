package io.openges.adapter.http.internal;

import io.javalin.http.HandlerType;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.adapter.http.listener.Route.BodyForm;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.phone.NumberRule;
import io.openges.domain.queue.NumberRules;
import io.openges.domain.queue.NumberStatement;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driving.queue.KeepNumberRules;
import io.openges.ports.driving.queue.KeepNumberRules.Change;
import io.openges.ports.driving.queue.KeepNumberRules.Trial;
import io.openges.ports.driving.queue.RuleCommand;
import java.util.List;
import java.util.Map;

/**
 * Rules of permitted and blocked numbers, and the tool that tries them (specification 11). Safe for
 * use by many threads at once.
 */
public final class NumberRoutes {

  private static final String KIND = "Number";
  private static final String ALL = "/ges/v1/tenants/{ccid}/number-rules";
  private static final String ONE = ALL + "/{rule}";
  private static final String TEST = ALL + "/test";

  private final KeepNumberRules rules;

  /** Keeps rules with {@code rules}. */
  public NumberRoutes(KeepNumberRules rules) {
    this.rules = rules;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(ALL, Access.TENANT_IN_PATH, this::list),
        Route.get(ONE, Access.TENANT_IN_PATH, this::read),
        Route.post(TEST, Access.TENANT_IN_PATH, this::test),
        new Route(HandlerType.PUT, ONE, Access.TENANT_IN_PATH, BodyForm.JSON, this::define),
        new Route(HandlerType.DELETE, ONE, Access.TENANT_IN_PATH, BodyForm.NONE, this::delete));
  }

  private Reply list(Call call) {
    var current = rules.current(call.tenant());
    var items =
        current.rules().values().stream().map(rule -> Rule.of(rule, current)).toList();
    return RuleAnswers.tagged(call, new Rules(current.version(), items), current.version());
  }

  private Reply read(Call call) {
    var current = rules.current(call.tenant());
    return RuleAnswers.tagged(call, known(current, call.path("rule")), current.version());
  }

  private Reply define(Call call) {
    var name = call.path("rule");
    var statement = PlainJson.withoutNulls(call.fields().object());
    var now = make(call, new Change.Define(name, statement));
    return RuleAnswers.tagged(call, known(now, name), now.version());
  }

  private Reply delete(Call call) {
    var now = make(call, new Change.Delete(call.path("rule")));
    return RuleAnswers.tagged(call, new Deleted(call.path("rule")), now.version());
  }

  private Reply test(Call call) {
    var body = call.fields();
    var number = body.required("phoneNumber", 1, PhoneNumber.MAX_LENGTH);
    var service = body.text("service", 1, QueueName.MAX_LENGTH);
    var trial = rules.test(new KeepNumberRules.Question(
        call.tenant(),
        PhoneNumber.of(number),
        service == null ? null : new QueueName(service),
        body.text("rule", 1, NumberRule.MAX_NAME_LENGTH)));
    if (trial instanceof Trial.Judged judged) {
      return call.ok(NumberTested.of(judged));
    }
    throw trial instanceof Trial.UnknownQueue
        ? ProblemException.of(StatusCode.SERVICE_UNKNOWN)
        : ProblemException.parameter("rule", "no such rule");
  }

  private NumberRules make(Call call, Change change) {
    var expected = IfMatch.version(call);
    return RuleAnswers.after(
        rules.change(new RuleCommand<>(call.tenant(), change, expected, null)), KIND, expected);
  }

  private static Rule known(NumberRules current, String name) {
    var rule = current.rules().get(name);
    if (rule == null) {
      throw RuleAnswers.unknown(KIND);
    }
    return Rule.of(rule, current);
  }

  /** All rules. */
  record Rules(int version, List<Rule> items) {}

  /** One of them. */
  record Rule(
      String name,
      List<String> countries,
      List<Map<String, Object>> patterns,
      List<String> queues) {

    static Rule of(NumberRule rule, NumberRules all) {
      return new Rule(
          rule.name(),
          List.copyOf(rule.countries()),
          rule.patterns().stream().map(NumberStatement::of).toList(),
          all.queuesOf(rule.name()).stream().map(QueueName::value).toList());
    }
  }

  /** A rule that is gone. */
  record Deleted(String name) {}
}
