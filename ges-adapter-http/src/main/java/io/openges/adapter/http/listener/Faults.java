package io.openges.adapter.http.listener;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.ports.driven.UnavailableException;
import io.openges.ports.driving.queue.UnreadableRulesException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever a handler throws into an error answer (specification 4). Safe for use by many
 * threads at once.
 *
 * @param uncaught told of every bug
 */
record Faults(Consumer<Throwable> uncaught) {

  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final int FRAMES = 12;

  ProblemException problem(Throwable thrown) {
    if (thrown instanceof ProblemException problem) {
      return problem;
    }
    if (thrown instanceof UnavailableException down) {
      LOG.warn("Answered 503: {}", down.getMessage());
      return ProblemException.of(StatusCode.DEPENDENCY_DOWN);
    }
    if (thrown instanceof UnreadableRulesException unreadable) {
      LOG.warn("Answered 503: {}", unreadable.getMessage());
      return ProblemException.of(
          StatusCode.DEPENDENCY_DOWN, String.valueOf(unreadable.getMessage()));
    }
    LOG.error("Answered 500: {}", describe(thrown));
    uncaught.accept(thrown);
    return ProblemException.of(StatusCode.INTERNAL);
  }

  /**
   * Tells where it happened, but no message: that might quote a customer's data (specification 23).
   */
  private static String describe(Throwable thrown) {
    var text = new StringBuilder();
    for (Throwable at = thrown; at != null && text.length() < 4000; at = at.getCause()) {
      text.append(at == thrown ? "" : " caused by ").append(at.getClass().getName());
      var trace = at.getStackTrace();
      for (int i = 0; i < Math.min(FRAMES, trace.length); i++) {
        text.append(" at ").append(trace[i]);
      }
    }
    return text.toString();
  }
}
