package io.openges.adapter.http.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.HandlerType;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.adapter.http.listener.Route.BodyForm;
import io.openges.domain.capacity.CapacityRule;
import io.openges.domain.queue.CapacityRules;
import io.openges.domain.queue.CapacityStatement;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driving.queue.KeepCapacityRules;
import io.openges.ports.driving.queue.KeepCapacityRules.Change;
import io.openges.ports.driving.queue.RuleCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Capacity rules and what queues have them (specification 8.2). Safe for use by many threads at
 * once.
 */
public final class CapacityRoutes {

  private static final String TENANT = "/ges/v1/tenants/{ccid}";
  private static final String KIND = "Capacity";
  private static final String ALL = TENANT + "/capacity-rules";
  private static final String ONE = ALL + "/{rule}";

  private final KeepCapacityRules rules;

  /** Keeps rules with {@code rules}. */
  public CapacityRoutes(KeepCapacityRules rules) {
    this.rules = rules;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(ALL, Access.TENANT_IN_PATH, this::list),
        Route.get(ONE, Access.TENANT_IN_PATH, this::read),
        route(HandlerType.PUT, ONE, BodyForm.JSON, this::define),
        route(HandlerType.PATCH, ONE, BodyForm.JSON, this::amend),
        route(HandlerType.DELETE, ONE, BodyForm.NONE, this::delete));
  }

  private static Route route(
      HandlerType method, String path, BodyForm body, Route.Handling handling) {
    return new Route(method, path, Access.TENANT_IN_PATH, body, handling);
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
    var fields = call.fields();
    int cellMinutes = fields.present("cellMinutes", fields.smallInteger("cellMinutes", 30, 60));
    var cells = fields.present("capacity", fields.object("capacity"));
    return changed(call, new Change.Define(call.path("rule"), cellMinutes, statement(cells)));
  }

  private Reply amend(Call call) {
    var fields = call.fields();
    fields.refuseMisspelt(List.of("cellMinutes", "capacity"));
    var cells = fields.object("capacity");
    return changed(
        call,
        new Change.Amend(
            call.path("rule"),
            fields.smallInteger("cellMinutes", 30, 60),
            cells == null ? Map.of() : statement(cells)));
  }

  private Reply changed(Call call, Change change) {
    var now = make(call, change);
    return RuleAnswers.tagged(call, known(now, call.path("rule")), now.version());
  }

  private Reply delete(Call call) {
    var now = make(call, new Change.Delete(call.path("rule")));
    return RuleAnswers.tagged(call, new Deleted(call.path("rule")), now.version());
  }

  private CapacityRules make(Call call, Change change) {
    var expected = IfMatch.version(call);
    return RuleAnswers.after(
        rules.change(new RuleCommand<>(call.tenant(), change, expected, null)), KIND, expected);
  }

  private static Rule known(CapacityRules current, String name) {
    var rule = current.rules().get(name);
    if (rule == null) {
      throw RuleAnswers.unknown(KIND);
    }
    return Rule.of(rule, current);
  }

  /** Returns plain Java values; null blanks a cell, so it is kept. */
  private static Map<String, Object> statement(ObjectNode days) {
    var statement = new LinkedHashMap<String, Object>();
    days.properties().forEach(day -> statement.put(day.getKey(), day(day.getValue())));
    return statement;
  }

  private static Object day(JsonNode node) {
    if (!(node instanceof ObjectNode cells)) {
      return plain(node);
    }
    var day = new LinkedHashMap<String, @Nullable Object>();
    cells.properties().forEach(cell -> day.put(cell.getKey(), callbacks(cell.getValue())));
    return day;
  }

  private static @Nullable Object callbacks(JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    return node.isNumber() ? node.decimalValue() : plain(node);
  }

  /** Returns what is no number in a form that a message can show; a text without its quotes. */
  private static Object plain(JsonNode node) {
    return node.isTextual() ? node.textValue() : node.toString();
  }

  /** All rules. */
  record Rules(int version, List<Rule> items) {}

  /** One of them. */
  record Rule(String name, int cellMinutes, Map<String, Object> capacity, List<String> queues) {

    static Rule of(CapacityRule rule, CapacityRules all) {
      return new Rule(
          rule.name(),
          rule.cellMinutes(),
          CapacityStatement.of(rule),
          all.queuesOf(rule.name()).stream().map(QueueName::value).toList());
    }
  }

  /** A rule that is gone. */
  record Deleted(String name) {}
}
