package io.openges.adapter.http.internal;

import io.javalin.http.HandlerType;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.adapter.http.listener.Route.BodyForm;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueRules;
import io.openges.ports.driving.queue.KeepRules;
import io.openges.ports.driving.queue.RuleCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What can be asked of rules of every kind: all of them, one, another form of one, and that it goes
 * (specifications 8.2, 11, 12). Safe for use by many threads at once.
 *
 * @param <R> the rules of the kind
 * @param <C> what can be done to them
 */
final class RuleRoutes<R extends QueueRules<R>, C> {

  private static final String TENANT = "/ges/v1/tenants/{ccid}/";
  private static final String RULE = "rule";

  private final KeepRules<R, C> rules;
  private final Kind<R, C> kind;

  /** Keeps rules of a kind with {@code rules}. */
  RuleRoutes(KeepRules<R, C> rules, Kind<R, C> kind) {
    this.rules = rules;
    this.kind = kind;
  }

  /**
   * A kind of rules.
   *
   * @param noun one of them, as a sentence begins
   * @param path the last part of the path of all
   * @param besides what the list of all says besides
   * @param shown returns the answer that shows a rule that is there
   * @param define reads what a rule is to be
   * @param delete returns that a rule of that name is to go
   */
  record Kind<R, C>(
      String noun,
      String path,
      Map<String, Object> besides,
      BiFunction<R, String, Object> shown,
      Function<Call, C> define,
      Function<String, C> delete) {}

  /** Returns the path of all rules. */
  String all() {
    return TENANT + kind.path();
  }

  /** Returns the path of one rule. */
  String one() {
    return all() + "/{" + RULE + "}";
  }

  /** Returns the name of the rule that is asked for. */
  static String name(Call call) {
    return call.path(RULE);
  }

  /** Returns the names of the queues that have a rule, rising. */
  static List<String> queuesOf(QueueRules<?> rules, String name) {
    return rules.queuesOf(name).stream().map(QueueName::value).toList();
  }

  /** Returns the routes. */
  List<Route> routes() {
    return List.of(
        Route.get(all(), Access.TENANT_IN_PATH, this::list),
        Route.get(one(), Access.TENANT_IN_PATH, this::read),
        new Route(HandlerType.PUT, one(), Access.TENANT_IN_PATH, BodyForm.JSON, this::define),
        new Route(HandlerType.DELETE, one(), Access.TENANT_IN_PATH, BodyForm.NONE, this::delete));
  }

  private Reply list(Call call) {
    var current = rules.current(call.tenant());
    var answer = new LinkedHashMap<String, Object>();
    answer.put("version", current.version());
    answer.putAll(kind.besides());
    answer.put(
        "items",
        current.rules().keySet().stream()
            .map(name -> kind.shown().apply(current, name))
            .toList());
    return RuleAnswers.tagged(call, answer, current.version());
  }

  private Reply read(Call call) {
    return shown(call, rules.current(call.tenant()));
  }

  private Reply define(Call call) {
    return changed(call, kind.define().apply(call));
  }

  /** Makes a change of the rule that is asked for, and shows it. */
  Reply changed(Call call, C change) {
    return shown(call, make(call, change));
  }

  private Reply delete(Call call) {
    var now = make(call, kind.delete().apply(name(call)));
    return RuleAnswers.tagged(call, new RuleAnswers.Deleted(name(call)), now.version());
  }

  private R make(Call call, C change) {
    var expected = IfMatch.version(call);
    return RuleAnswers.after(
        rules.change(new RuleCommand<>(call.tenant(), change, expected, null)),
        kind.noun(),
        expected);
  }

  private Reply shown(Call call, R current) {
    var name = name(call);
    if (!current.rules().containsKey(name)) {
      throw RuleAnswers.unknown(kind.noun());
    }
    return RuleAnswers.tagged(call, kind.shown().apply(current, name), current.version());
  }
}
