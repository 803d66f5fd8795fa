package io.openges.app.health;

import static java.util.Objects.requireNonNull;

import io.openges.ports.driven.Dependency;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what checks and real traffic tell about dependencies. Safe for use by many threads at
 * once.
 */
public final class HealthBoard {

  private static final Logger LOG = LoggerFactory.getLogger(HealthBoard.class);

  /** Real traffic refreshes a state that is fine no more often than this. */
  private static final Duration COARSE = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final ConcurrentMap<Dependency, DependencyState> states = new ConcurrentHashMap<>();

  /** Makes a board for the dependencies this node has. */
  public HealthBoard(Collection<Dependency> dependencies, InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
    var unknown = DependencyState.unknown(now());
    dependencies.forEach(one -> states.put(one, unknown));
  }

  /**
   * Notes that a dependency answered.
   *
   * @param took how long it took; null if that was not a check
   */
  public void succeeded(Dependency dependency, @Nullable Duration took) {
    var state = states.get(dependency);
    if (state != null && (took != null || isNews(state))) {
      change(dependency, old -> old.succeeded(now(), took));
    }
  }

  /**
   * Notes that a dependency gave no answer.
   *
   * @param why without secrets and data of customers
   */
  public void failed(Dependency dependency, String why) {
    change(dependency, old -> old.failed(now(), why));
  }

  /** Returns all states, in the order of the enum. */
  public Map<Dependency, DependencyState> states() {
    return Collections.unmodifiableMap(new TreeMap<>(states));
  }

  /** Returns whether a dependency counts as down; what this node does not have is up. */
  public boolean isDown(Dependency dependency) {
    var state = states.get(dependency);
    return state != null && !state.up();
  }

  /** Returns whether a dependency answered within the last {@code time}. */
  public boolean answeredWithin(Dependency dependency, Duration time) {
    var state = states.get(dependency);
    var last = state == null ? null : state.lastUp();
    return last != null && last.plus(time).isAfter(now());
  }

  private boolean isNews(DependencyState state) {
    var last = state.lastUp();
    return !state.up()
        || state.failures() > 0
        || last == null
        || last.plus(COARSE).isBefore(now());
  }

  private void change(Dependency dependency, UnaryOperator<DependencyState> step) {
    states.computeIfPresent(dependency, (same, before) -> {
      var after = step.apply(before);
      if (before.up() && !after.up()) {
        LOG.warn("{} is down: {}", dependency, after.detail());
      } else if (!before.up() && after.up()) {
        LOG.info("{} is up again", dependency);
      }
      return after;
    });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
