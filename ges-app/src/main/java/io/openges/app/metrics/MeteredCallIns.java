package io.openges.app.metrics;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callin.CallInRequest;
import io.openges.ports.driving.callin.CallIns;
import java.util.Optional;

/** Counts call-in requests. Safe for use by many threads at once. */
public final class MeteredCallIns implements CallIns {

  private final CallIns target;
  private final CallbackMetrics metrics;

  /** Makes the decorator. */
  public MeteredCallIns(CallIns target, CallbackMetrics metrics) {
    this.target = requireNonNull(target, "target");
    this.metrics = requireNonNull(metrics, "metrics");
  }

  @Override
  public Outcome request(Command command) {
    var outcome = target.request(command);
    if (outcome instanceof Outcome.Expected) {
      metrics.callInCreated(command.tenant());
    }
    return outcome;
  }

  @Override
  public Optional<CallInRequest> match(Call call) {
    return target.match(call);
  }
}
