package io.openges.app.metrics;

import io.openges.adapter.gws.auth.CredentialsRefusedException;
import io.openges.app.health.Causes;
import io.openges.app.health.HealthBoard;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Histogram;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Wraps driven ports: each call is timed, and its outcome tells the health of what is behind the
 * port (specification 5.3). Safe for use by many threads at once.
 */
public final class ObservedPort {

  private static final double NANOS = 1e9;

  private final HealthBoard board;
  private final FaultMetrics faults;
  private final LongSupplier nanoTime;
  private final Histogram durations;

  /** Registers the metric. */
  public ObservedPort(
      CollectorRegistry registry, HealthBoard board, FaultMetrics faults, LongSupplier nanoTime) {
    this.board = board;
    this.faults = faults;
    this.nanoTime = nanoTime;
    this.durations = Histogram.build(
            "ges_dependency_request_duration_seconds", "Time of calls to dependencies.")
        .labelNames("dependency", "outcome")
        .buckets(.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10)
        .register(registry);
  }

  /** Returns {@code target}, observed. */
  public <T> T of(Class<T> port, Dependency dependency, T target) {
    var success = durations.labels(dependency.label(), "success");
    var failure = durations.labels(dependency.label(), "failure");
    var proxy = Proxy.newProxyInstance(
        port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
          long begin = nanoTime.getAsLong();
          try {
            var result = call(target, method, arguments);
            success.observe((nanoTime.getAsLong() - begin) / NANOS);
            board.succeeded(dependency, null);
            return result;
          } catch (DependencyUnavailableException e) {
            failure.observe((nanoTime.getAsLong() - begin) / NANOS);
            failed(e);
            throw e;
          }
        });
    return port.cast(proxy);
  }

  /** An open circuit breaker has no cause to tell, so what is known of the trouble stays. */
  private String why(DependencyUnavailableException e) {
    var state = e.getCause() == null ? board.states().get(e.dependency()) : null;
    var known = state == null ? null : state.detail();
    return known == null ? Causes.rootOf(e) : known;
  }

  /** Notes that a dependency gave no answer, wherever that was seen. */
  public void failed(DependencyUnavailableException e) {
    board.failed(e.dependency(), why(e));
    if (Causes.has(e, UnknownHostException.class)) {
      faults.unresolvedName();
    }
  }

  /**
   * Notes a request to a Genesys service.
   *
   * @param failure null if it was answered
   */
  public void askedGws(
      Dependency dependency, Duration took, @Nullable DependencyUnavailableException failure) {
    durations
        .labels(dependency.label(), failure == null ? "success" : "failure")
        .observe(took.toNanos() / NANOS);
    if (failure == null) {
      board.succeeded(dependency, null);
      return;
    }
    failed(failure);
    if (Causes.has(failure, CredentialsRefusedException.class)) {
      faults.gwsCredentialsRefused();
    } else {
      faults.gwsError();
    }
  }

  private static @Nullable Object call(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
