package io.openges.app.metrics;

import static java.util.Objects.requireNonNull;

import io.openges.ports.driven.UnavailableException;
import io.openges.ports.driving.callback.BookCallback;
import java.util.function.LongSupplier;

/** Measures bookings as callers see them. Safe for use by many threads at once. */
public final class MeteredBookCallback implements BookCallback {

  private static final double NANOS = 1e9;

  private final BookCallback target;
  private final CallbackMetrics metrics;
  private final LongSupplier nanoTime;

  /** Makes the decorator. */
  public MeteredBookCallback(BookCallback target, CallbackMetrics metrics, LongSupplier nanoTime) {
    this.target = requireNonNull(target, "target");
    this.metrics = requireNonNull(metrics, "metrics");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
  }

  @Override
  public Outcome book(Command command) {
    long begin = nanoTime.getAsLong();
    try {
      var outcome = target.book(command);
      metrics.booked(command.tenant(), result(outcome), since(begin));
      if (outcome instanceof Outcome.Refused refused) {
        metrics.refused(command.tenant(), refused.refusal().code());
      } else if (outcome instanceof Outcome.Booked) {
        metrics.created(command.tenant());
      }
      return outcome;
    } catch (UnavailableException e) {
      metrics.booked(command.tenant(), "failed", since(begin));
      throw e;
    }
  }

  private double since(long begin) {
    return (nanoTime.getAsLong() - begin) / NANOS;
  }

  private static String result(Outcome outcome) {
    if (outcome instanceof Outcome.Booked) {
      return "booked";
    }
    if (outcome instanceof Outcome.SlotFull) {
      return "full";
    }
    if (outcome instanceof Outcome.Replayed) {
      return "replayed";
    }
    return outcome instanceof Outcome.KeyMismatch || outcome instanceof Outcome.KeyBusy
        ? "conflict"
        : "refused";
  }
}
