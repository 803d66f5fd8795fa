package io.openges.usecase.statistics;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.statistics.Statistics;
import io.openges.ports.driven.statistics.Statistics.Outcome;
import io.openges.ports.driven.statistics.StatisticsCache;
import io.openges.ports.driving.statistics.AskStatistics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks each question once at a time: callers with the same one wait for the first and share what
 * comes of it. Only figures are kept, refusals are not: on this node, and where the other nodes
 * find them. A node that cannot reach the others has its own.
 */
public final class AskStatisticsService implements AskStatistics {

  /** A caller is answered within 8 s (specification 2.12). */
  private static final Duration PATIENCE = Duration.ofMillis(7_500);

  private final Statistics statistics;
  private final StatisticsCache shared;
  private final KeptFigures kept;
  private final Map<Asked, CompletableFuture<Outcome>> underWay = new ConcurrentHashMap<>();

  /**
   * Makes the service.
   *
   * @param statistics is asked outside all locks
   * @param shared what the nodes tell each other
   * @param time the clock answers grow old by
   */
  public AskStatisticsService(Statistics statistics, StatisticsCache shared, InstantSource time) {
    this.statistics = requireNonNull(statistics, "statistics");
    this.shared = requireNonNull(shared, "shared");
    this.kept = new KeptFigures(time);
  }

  @Override
  public Outcome ask(Question question) {
    var asked = new Asked(question.tenant(), question.body());
    var atMost = question.maxAge().compareTo(FRESH) < 0 ? FRESH : question.maxAge();
    Optional<Outcome> known = kept.find(asked, atMost);
    return known.orElseGet(() -> askOnce(asked, atMost));
  }

  private Outcome askOnce(Asked asked, Duration atMost) {
    var mine = new CompletableFuture<Outcome>();
    var other = underWay.putIfAbsent(asked, mine);
    if (other != null) {
      return await(other);
    }
    try {
      // Another caller may have been answered after this one looked.
      Optional<Outcome> known = kept.find(asked, atMost).or(() -> learn(asked, atMost));
      var answer = known.orElseGet(() -> askNow(asked));
      mine.complete(answer);
      return answer;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      underWay.remove(asked, mine);
    }
  }

  /** Returns what another node has heard lately enough. */
  private Optional<Outcome> learn(Asked asked, Duration atMost) {
    shared
        .find(asked.tenant(), asked.body())
        .ifPresent(heard -> kept.put(asked, heard.figures(), heard.age()));
    return kept.find(asked, atMost);
  }

  private Outcome askNow(Asked asked) {
    var answer = statistics.ask(asked.tenant(), asked.body());
    if (answer instanceof Statistics.Figures figures) {
      kept.put(asked, figures, Duration.ZERO);
      shared.put(asked.tenant(), asked.body(), figures);
    }
    return answer;
  }

  private static Outcome await(CompletableFuture<Outcome> other) {
    try {
      return other.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DependencyUnavailableException(
          Dependency.GWS_STATISTICS, "waiting for another caller", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new DependencyUnavailableException(
          Dependency.GWS_STATISTICS, "asked by another caller", e);
    }
  }

  /**
   * Tells questions apart.
   *
   * @param tenant whose figures
   * @param body the question
   */
  record Asked(TenantId tenant, String body) {}
}
