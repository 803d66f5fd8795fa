package io.openges.adapter.http.external;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.domain.callback.Callback;
import io.openges.ports.driving.callback.CancelCallback.Outcome;

/** Writes down what came of a cancellation. Stateless. Safe for use by many threads at once. */
public final class Cancellations {

  private Cancellations() {}

  /**
   * Returns the cancelled callback.
   *
   * @throws ProblemException if it is not cancelled
   */
  public static Callback cancelled(Outcome outcome) {
    if (outcome instanceof Outcome.Cancelled cancelled) {
      return cancelled.callback();
    }
    if (outcome instanceof Outcome.Unknown) {
      throw ProblemException.of(StatusCode.CALLBACK_UNKNOWN);
    }
    if (outcome instanceof Outcome.NotCancellable) {
      throw ProblemException.of(StatusCode.NOT_CANCELLABLE);
    }
    throw new IllegalArgumentException("unknown outcome " + outcome.getClass());
  }
}
