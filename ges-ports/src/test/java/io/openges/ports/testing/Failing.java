package io.openges.ports.testing;

import static java.util.Objects.requireNonNull;

import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A port that works like another until it is told to fail. Safe for use by many threads at once.
 *
 * @param <P> the port
 */
public final class Failing<P> {

  private final P delegate;
  private final P port;
  private int calls;
  private int failures;
  private boolean works;
  private @Nullable Dependency broken;

  private Failing(Class<P> type, P delegate) {
    this.delegate = delegate;
    this.port = type.cast(Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> call(method, arguments)));
  }

  /** Wraps {@code delegate}, which is an implementation of the interface {@code port}. */
  public static <P> Failing<P> of(Class<P> port, P delegate) {
    return new Failing<>(port, delegate);
  }

  /** Returns the port to hand to what is tested. */
  public P port() {
    return port;
  }

  /** Makes every call fail before it does anything, until {@link #heal}. */
  public void fail(Dependency dependency) {
    fail(dependency, Integer.MAX_VALUE, false);
  }

  /**
   * Makes the next calls fail before they do anything.
   *
   * @param times how many, 1 or more
   */
  public void fail(Dependency dependency, int times) {
    fail(dependency, times, false);
  }

  /** Makes the next call do its work and fail all the same: the answer is lost on the way. */
  public void loseAnswer(Dependency dependency) {
    fail(dependency, 1, true);
  }

  /** Ends all failing. */
  public synchronized void heal() {
    broken = null;
  }

  /** Returns how often the port was called, failures included. */
  public synchronized int calls() {
    return calls;
  }

  private synchronized void fail(Dependency dependency, int times, boolean worksBefore) {
    broken = dependency;
    failures = times;
    works = worksBefore;
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    var failure = nextFailure(method);
    if (failure != null && !failure.worksBefore()) {
      throw failure.exception();
    }
    try {
      var result = method.invoke(delegate, arguments);
      if (failure != null) {
        throw failure.exception();
      }
      return result;
    } catch (InvocationTargetException thrown) {
      throw requireNonNull(thrown.getCause());
    }
  }

  private synchronized @Nullable Failure nextFailure(Method method) {
    if (method.getDeclaringClass() == Object.class) {
      return null;
    }
    calls++;
    if (broken == null || failures == 0) {
      return null;
    }
    failures--;
    return new Failure(new DependencyUnavailableException(broken, method.getName()), works);
  }

  private record Failure(DependencyUnavailableException exception, boolean worksBefore) {}
}
