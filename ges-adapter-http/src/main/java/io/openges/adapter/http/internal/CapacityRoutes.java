package io.openges.adapter.http.internal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.HandlerType;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.adapter.http.listener.Route.BodyForm;
import io.openges.domain.queue.CapacityRules;
import io.openges.domain.queue.CapacityStatement;
import io.openges.ports.driving.queue.KeepCapacityRules;
import io.openges.ports.driving.queue.KeepCapacityRules.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Capacity rules and what queues have them (specification 8.2). Safe for use by many threads at
 * once.
 */
public final class CapacityRoutes {

  private final RuleRoutes<CapacityRules, Change> rules;

  /** Keeps rules with {@code rules}. */
  public CapacityRoutes(KeepCapacityRules rules) {
    this.rules = new RuleRoutes<>(
        rules,
        new RuleRoutes.Kind<>(
            "Capacity rule",
            "capacity-rules",
            Map.of(),
            Rule::of,
            CapacityRoutes::definition,
            Change.Delete::new));
  }

  /** Returns the routes. */
  public List<Route> routes() {
    var routes = new ArrayList<>(rules.routes());
    routes.add(new Route(
        HandlerType.PATCH, rules.one(), Access.TENANT_IN_PATH, BodyForm.JSON, this::amend));
    return routes;
  }

  private static Change definition(Call call) {
    var fields = call.fields();
    int cellMinutes = fields.present("cellMinutes", fields.smallInteger("cellMinutes", 30, 60));
    var cells = fields.present("capacity", fields.object("capacity"));
    return new Change.Define(RuleRoutes.name(call), cellMinutes, statement(cells));
  }

  private Reply amend(Call call) {
    var fields = call.fields();
    fields.refuseMisspelt(List.of("cellMinutes", "capacity"));
    var cells = fields.object("capacity");
    return rules.changed(
        call,
        new Change.Amend(
            RuleRoutes.name(call),
            fields.smallInteger("cellMinutes", 30, 60),
            cells == null ? Map.of() : statement(cells)));
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

  /** One of the rules. */
  record Rule(String name, int cellMinutes, Map<String, Object> capacity, List<String> queues) {

    static Rule of(CapacityRules all, String name) {
      var rule = requireNonNull(all.rules().get(name));
      return new Rule(
          name, rule.cellMinutes(), CapacityStatement.of(rule), RuleRoutes.queuesOf(all, name));
    }
  }
}
