package io.openges.app.wiring;

import static java.util.Objects.requireNonNull;

import io.openges.adapter.http.internal.HealthReport;
import io.openges.app.config.NodeConfig;
import io.openges.app.health.ClockCheck;
import io.openges.app.health.DependencyState;
import io.openges.app.health.HealthBoard;
import io.openges.app.metrics.NodeLabels;
import io.openges.app.worker.Heartbeats;
import io.openges.ports.driven.Dependency;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The health of this node (specification 5.3). A node whose PostgreSQL is gone stays ready unless
 * another reaches it: a total outage must not empty the service. Safe for use by many threads at
 * once.
 */
final class NodeHealth implements HealthReport {

  private static final Duration MOST_SILENCE = Duration.ofSeconds(30);

  private final NodeConfig config;
  private final NodeLabels labels;
  private final HealthBoard board;
  private final Heartbeats heartbeats;
  private final Peers peers;
  private final ClockCheck clocks;
  private final Instant startedAt = now();
  private volatile boolean taking;

  NodeHealth(
      NodeConfig config,
      NodeLabels labels,
      HealthBoard board,
      Heartbeats heartbeats,
      Peers peers,
      ClockCheck clocks) {
    this.config = requireNonNull(config, "config");
    this.labels = requireNonNull(labels, "labels");
    this.board = requireNonNull(board, "board");
    this.heartbeats = requireNonNull(heartbeats, "heartbeats");
    this.peers = requireNonNull(peers, "peers");
    this.clocks = requireNonNull(clocks, "clocks");
  }

  /** Says from now on that this node takes requests, or that it does not. */
  void taking(boolean on) {
    taking = on;
  }

  @Override
  public boolean isLive() {
    return heartbeats.stuck().isEmpty();
  }

  @Override
  public boolean isReady() {
    return taking
        && (board.answeredWithin(Dependency.POSTGRESQL, MOST_SILENCE)
            || !peers.anyReachesPostgres());
  }

  @Override
  public Detail detail() {
    Map<Dependency, State> states = new EnumMap<>(Dependency.class);
    board.states().forEach((dependency, state) -> states.put(dependency, state(dependency, state)));
    return new Detail(status(), labels.version(), node(), states, peers.others());
  }

  private Status status() {
    if (board.isDown(Dependency.POSTGRESQL)) {
      return Status.DOWN;
    }
    boolean degraded = board.states().values().stream().anyMatch(state -> !state.up());
    return degraded ? Status.DEGRADED : Status.UP;
  }

  private Node node() {
    var region = config.region().isEmpty() ? null : config.region();
    long uptime = Duration.between(startedAt, now()).toSeconds();
    return new Node(config.id(), labels.host(), region, startedAt, uptime);
  }

  private State state(Dependency dependency, DependencyState state) {
    var latency = state.latency();
    return new State(
        state.up(),
        state.up() && latency != null ? latency.toMillis() : null,
        state.since(),
        state.up() ? complaint(dependency) : state.detail());
  }

  /** What is wrong with a dependency that answers: PostgreSQL may live in another time. */
  private @Nullable String complaint(Dependency dependency) {
    return dependency == Dependency.POSTGRESQL ? clocks.finding() : null;
  }

  private static Instant now() {
    return InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
