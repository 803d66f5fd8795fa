package io.openges.app.metrics;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.SessionReport;
import io.openges.domain.callback.Transition;
import io.openges.ports.driving.callback.ReportSession;

/** Counts reports of sessions. Safe for use by many threads at once. */
public final class MeteredReportSession implements ReportSession {

  private final ReportSession target;
  private final CallbackMetrics metrics;

  /** Makes the decorator. */
  public MeteredReportSession(ReportSession target, CallbackMetrics metrics) {
    this.target = requireNonNull(target, "target");
    this.metrics = requireNonNull(metrics, "metrics");
  }

  @Override
  public Outcome report(CallbackKey key, SessionReport report) {
    var outcome = target.report(key, report);
    if (outcome instanceof Outcome.Accepted accepted) {
      metrics.updated(key.tenant(), accepted.changed() ? "accepted" : "repeat");
    } else if (outcome instanceof Outcome.Refused refused) {
      boolean stale = refused.why() == Transition.Refusal.STALE_ATTEMPT;
      metrics.updated(key.tenant(), stale ? "stale" : "illegal");
    }
    return outcome;
  }
}
