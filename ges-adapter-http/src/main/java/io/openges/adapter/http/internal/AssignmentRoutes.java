package io.openges.adapter.http.internal;

import io.javalin.http.HandlerType;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.adapter.http.listener.Route.BodyForm;
import io.openges.domain.queue.QueueName;
import io.openges.domain.rule.RuleName;
import io.openges.ports.driving.queue.AssignRules;
import io.openges.ports.driving.queue.AssignRules.Kind;
import io.openges.ports.driving.queue.AssignRules.Outcome;
import io.openges.ports.driving.queue.AssignRules.RulesOfAllKinds;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which rules a queue has (specifications 8.2, 11, 12). Safe for use by many threads at once. */
public final class AssignmentRoutes {

  private static final String PATH = "/ges/v1/tenants/{ccid}/queues/{queue}/assignments";

  private final AssignRules rules;

  /** Assigns rules with {@code rules}. */
  public AssignmentRoutes(AssignRules rules) {
    this.rules = rules;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Access.TENANT_IN_PATH, this::read),
        new Route(HandlerType.PUT, PATH, Access.TENANT_IN_PATH, BodyForm.JSON, this::assign));
  }

  private Reply read(Call call) {
    var queue = queue(call);
    var now = rules.current(call.tenant());
    // what is kept for a queue that may come back can be looked at
    boolean isKept = Arrays.stream(Kind.values()).anyMatch(kind -> now.ruleOf(queue, kind) != null);
    if (!isKept && !rules.hasQueue(call.tenant(), queue)) {
      throw ProblemException.of(StatusCode.SERVICE_UNKNOWN);
    }
    return reply(call, now);
  }

  /** Leaves what is not named. */
  private Reply assign(Call call) {
    var expected = IfMatch.version(call);
    var outcome = rules.assign(
        new AssignRules.Command(call.tenant(), queue(call), wanted(call), expected, null));
    if (outcome instanceof Outcome.Assigned assigned) {
      return reply(call, assigned.rules());
    }
    if (outcome instanceof Outcome.UnknownRule unknown) {
      throw ProblemException.parameter(field(unknown.kind()), "no such rule");
    }
    if (outcome instanceof Outcome.UnknownQueue) {
      throw ProblemException.of(StatusCode.SERVICE_UNKNOWN);
    }
    var conflict = (Outcome.VersionConflict) outcome;
    throw RuleAnswers.conflict("The rule", conflict.version(), expected);
  }

  private static Map<Kind, Optional<String>> wanted(Call call) {
    var body = call.fields();
    var wanted = new EnumMap<Kind, Optional<String>>(Kind.class);
    for (var kind : Kind.values()) {
      var field = field(kind);
      if (body.object().has(field)) {
        wanted.put(kind, Optional.ofNullable(body.text(field, 1, RuleName.MAX_LENGTH)));
      }
    }
    if (wanted.isEmpty()) {
      // a misspelt member must not take a rule away
      var others = Arrays.stream(Kind.values())
          .filter(kind -> kind != Kind.CAPACITY)
          .map(AssignmentRoutes::field)
          .collect(Collectors.joining(" or "));
      throw body.wrong(field(Kind.CAPACITY), "this or " + others + " is required; null for none");
    }
    return wanted;
  }

  private static QueueName queue(Call call) {
    return new QueueName(call.path("queue"));
  }

  /** Returns the member that names a queue's rule of a kind. */
  private static String field(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT) + "Rule";
  }

  private static Reply reply(Call call, RulesOfAllKinds now) {
    var queue = queue(call);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("queue", queue.value());
    for (var kind : Kind.values()) {
      var rule = now.ruleOf(queue, kind);
      if (rule != null) {
        answer.put(field(kind), rule);
      }
    }
    return RuleAnswers.tagged(call, answer, now.version());
  }
}
