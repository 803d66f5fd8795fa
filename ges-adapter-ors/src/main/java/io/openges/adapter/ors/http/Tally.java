package io.openges.adapter.ors.http;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.openges.adapter.ors.http.PlatformClient.Counts;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells a server's breaker how one request fared, as far as that counts. Begins when it is made; to
 * be told of the end once. Safe for use by many threads at once.
 */
final class Tally {

  private final CircuitBreaker breaker;
  private final Counts counts;
  private final LongSupplier nanoTime;
  private final long start;

  /** Needs a permission that {@code breaker} has given, and gives it back. */
  Tally(CircuitBreaker breaker, Counts counts, LongSupplier nanoTime) {
    this.breaker = breaker;
    this.counts = counts;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  void answered(int status) {
    if (counts == Counts.NOTHING) {
      breaker.releasePermission();
    } else if (counts == Counts.FAILURES && status >= PlatformClient.SERVER_ERROR) {
      breaker.onError(took(), TimeUnit.NANOSECONDS, new IOException("HTTP " + status));
    } else {
      breaker.onSuccess(took(), TimeUnit.NANOSECONDS);
    }
  }

  void silent(IOException why) {
    if (counts == Counts.NOTHING) {
      breaker.releasePermission();
    } else {
      breaker.onError(took(), TimeUnit.NANOSECONDS, why);
    }
  }

  private long took() {
    return nanoTime.getAsLong() - start;
  }
}
