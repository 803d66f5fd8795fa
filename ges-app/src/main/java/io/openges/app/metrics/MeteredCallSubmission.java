package io.openges.app.metrics;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.CallbackKey;
import io.openges.domain.dispatch.DispatchRules;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.dispatch.CallSubmission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts stream submissions and how late they are. Safe for use by many threads at once. */
public final class MeteredCallSubmission implements CallSubmission {

  private static final Duration LATE = Duration.ofMinutes(1);
  private static final double MILLIS = 1e3;

  private final CallSubmission target;
  private final Meters meters;
  private final DispatchRules rules;
  private final Function<TenantId, Instant> publishedAt;
  private final InstantSource clock;

  /**
   * Makes the decorator.
   *
   * @param publishedAt when a tenant's settings in force were published; must not block or throw
   */
  public MeteredCallSubmission(
      CallSubmission target,
      Meters meters,
      DispatchRules rules,
      Function<TenantId, Instant> publishedAt,
      InstantSource clock) {
    this.target = requireNonNull(target, "target");
    this.meters = requireNonNull(meters, "meters");
    this.rules = requireNonNull(rules, "rules");
    this.publishedAt = requireNonNull(publishedAt, "publishedAt");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Where to count.
   *
   * @param callbacks what happens to callbacks
   * @param faults what should not happen
   */
  public record Meters(CallbackMetrics callbacks, FaultMetrics faults) {}

  @Override
  public List<Result> submit(List<Submission> submissions) {
    List<Result> results;
    try {
      results = target.submit(submissions);
    } catch (DependencyUnavailableException e) {
      submissions.forEach(this::failed);
      throw e;
    }
    var now = clock.instant();
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof Result.Written written) {
        written(submissions.get(i), written.first(), now);
      }
    }
    return results;
  }

  @Override
  public Entry revoke(CallbackKey key, int attempt, @Nullable String entryId) {
    return target.revoke(key, attempt, entryId);
  }

  @Override
  public void erase(CallbackKey key, int attempt, @Nullable String entryId) {
    target.erase(key, attempt, entryId);
  }

  @Override
  public Entry look(String entryId) {
    return target.look(entryId);
  }

  private void failed(Submission submission) {
    var tenant = submission.callback().key().tenant();
    meters.callbacks().submitted(tenant, "failed");
    meters.callbacks().submitFailed(tenant);
  }

  private void written(Submission submission, boolean first, Instant now) {
    var callback = submission.callback();
    var tenant = callback.key().tenant();
    boolean again = callback.attempt().unstarted() > 0;
    meters
        .callbacks()
        .submitted(tenant, first ? again ? "resubmitted" : "first" : "repeated_fenced");
    if (first && callback.attempt().number() == 1) {
      var late = lateness(submission, now);
      meters.callbacks().late(tenant, late.toMillis() / MILLIS);
      if (late.compareTo(LATE) > 0) {
        meters.faults().late();
      }
    }
  }

  /**
   * A callback that was held while the office was closed is due when it opens, and one that a
   * publication releases since that: neither is late for a reason inside GES (specification 6.5).
   */
  private Duration lateness(Submission submission, Instant now) {
    var settings = submission.settings();
    var due = rules.due(submission.callback(), settings, submission.waitTime());
    var opening = settings.hours().openIntervalAt(now).map(open -> open.start()).orElse(due);
    var released = publishedAt.apply(submission.callback().key().tenant());
    var since = Stream.of(due, opening, released).max(Comparator.naturalOrder()).orElse(due);
    var lateness = Duration.between(since, now);
    return lateness.isNegative() ? Duration.ZERO : lateness;
  }
}
