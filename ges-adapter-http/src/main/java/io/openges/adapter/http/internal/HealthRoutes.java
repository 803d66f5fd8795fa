package io.openges.adapter.http.internal;

import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.WireTime;
import io.openges.adapter.http.external.Availability;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.ports.driven.Dependency;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Health and metrics for those who watch the process (specifications 5.3 and 18). Safe for use by
 * many threads at once.
 */
public final class HealthRoutes {

  /** The text format of Prometheus. */
  static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final HealthReport health;
  private final Supplier<String> metrics;

  /**
   * Reports {@code health}.
   *
   * @param metrics writes all metrics in the text format 0.0.4
   */
  public HealthRoutes(HealthReport health, Supplier<String> metrics) {
    this.health = health;
    this.metrics = metrics;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/ges/v1/health/live", Access.OPEN, call -> light(health.isLive())),
        Route.get("/ges/v1/health/ready", Access.OPEN, call -> light(health.isReady())),
        Route.get("/ges/v1/health/detail", Access.OPEN, this::detail),
        Route.get("/metrics", Access.OPEN, this::metrics));
  }

  private static Reply light(boolean green) {
    return answer(green, Map.of("status", green ? "UP" : "DOWN"));
  }

  private static Reply answer(boolean green, Object body) {
    return green ? Reply.json(200, body) : Reply.json(503, body).withHeader("Retry-After", "5");
  }

  private Reply detail(Call call) {
    var detail = health.detail();
    return answer(detail.status() != HealthReport.Status.DOWN, Detail.of(detail));
  }

  private Reply metrics(Call call) {
    return new Reply(200, METRICS_TYPE, metrics.get().getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** The whole report. */
  record Detail(
      String status,
      String version,
      String tzdata,
      Node node,
      Map<String, State> dependencies,
      List<Peer> nodes) {

    static Detail of(HealthReport.Detail detail) {
      var states = new LinkedHashMap<String, State>();
      for (var dependency : Dependency.values()) {
        var state = detail.dependencies().get(dependency);
        if (state != null) {
          states.put(
              dependency.label(),
              new State(state.up(), state.latencyMs(), text(state.since()), state.detail()));
        }
      }
      var node = detail.node();
      return new Detail(
          detail.status().name(),
          detail.version(),
          Availability.tzdata(),
          new Node(
              node.id(),
              node.host(),
              node.region(),
              WireTime.format(node.startedAt()),
              node.uptimeSeconds()),
          states,
          detail.nodes().stream()
              .map(peer -> new Peer(
                  peer.id(), WireTime.format(peer.lastSeen()), peer.status().name()))
              .toList());
    }

    private static @Nullable String text(@Nullable Instant instant) {
      return instant == null ? null : WireTime.format(instant);
    }
  }

  /** This node. */
  record Node(
      String id, String host, @Nullable String region, String startedAt, long uptimeSeconds) {}

  /** A dependency. */
  record State(
      boolean up,
      @Nullable Long latencyMs,
      @Nullable String since,
      @Nullable String detail) {}

  /** Another node. */
  record Peer(String id, String lastSeen, String status) {}
}
