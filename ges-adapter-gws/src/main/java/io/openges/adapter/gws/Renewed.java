package io.openges.adapter.gws;

import static java.util.Objects.requireNonNull;

import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value that is fetched from a service and renewed before it becomes invalid, by one caller at a
 * time. While it is valid the others use the one at hand, and a renewal that fails does no harm;
 * when there is none, they wait for that caller and share what comes of it.
 *
 * <p>Safe for use by many threads at once.
 *
 * @param <V> the value
 */
public final class Renewed<V> {

  private static final Logger LOG = LoggerFactory.getLogger(Renewed.class);

  /** How long a failed renewal is not tried again while the value is still valid. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Dependency dependency;
  private final Supplier<Fetched<V>> source;
  private final LongSupplier nanoTime;
  private final AtomicReference<@Nullable CompletableFuture<V>> underWay = new AtomicReference<>();

  private final AtomicReference<@Nullable Held<V>> held = new AtomicReference<>();

  /**
   * Makes it without fetching anything.
   *
   * @param dependency what {@code source} asks
   * @param source fetches the value; fails by a {@link DependencyUnavailableException} and takes
   *     {@link GwsService#ANSWER_LIMIT} at most
   * @param nanoTime elapsed time in nanoseconds, from any start
   */
  public Renewed(Dependency dependency, Supplier<Fetched<V>> source, LongSupplier nanoTime) {
    this.dependency = requireNonNull(dependency, "dependency");
    this.source = requireNonNull(source, "source");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
  }

  /**
   * Returns the value, fetching it if need be.
   *
   * @throws DependencyUnavailableException if there is no valid one and none can be fetched
   */
  public V get() {
    var seen = held.get();
    long now = nanoTime.getAsLong();
    if (seen == null || now - seen.invalidAt() >= 0) {
      return fetch(seen, this::await);
    }
    if (now - seen.renewAt() < 0) {
      return seen.value();
    }
    try {
      return fetch(seen, other -> seen.value());
    } catch (DependencyUnavailableException e) {
      LOG.warn("what is held stays in use, for renewing failed", e);
      held.compareAndSet(seen, seen.renewedAt(now + PAUSE.toNanos()));
      return seen.value();
    }
  }

  /** Fetches anew the next time, unless a value other than {@code rejected} is held by now. */
  public void reject(V rejected) {
    var present = held.get();
    if (present != null && present.value().equals(rejected)) {
      held.compareAndSet(present, null);
    }
  }

  private V fetch(@Nullable Held<V> seen, Function<CompletableFuture<V>, V> meanwhile) {
    var mine = new CompletableFuture<V>();
    var other = underWay.compareAndExchange(null, mine);
    if (other != null) {
      return meanwhile.apply(other);
    }
    try {
      // Another caller may have fetched it after this one looked.
      var present = held.get();
      var value = present == null || present.equals(seen) ? fetch() : present.value();
      mine.complete(value);
      return value;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      underWay.set(null);
    }
  }

  private V fetch() {
    long started = nanoTime.getAsLong();
    var fetched = source.get();
    held.set(fetched.since(started));
    return fetched.value();
  }

  private V await(CompletableFuture<V> other) {
    try {
      return other.get(GwsService.ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DependencyUnavailableException(dependency, "waiting for another caller", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new DependencyUnavailableException(dependency, "asked by another caller", e);
    }
  }

  /**
   * A value just fetched. Immutable and thread-safe.
   *
   * @param <V> the value's type
   * @param value the value
   * @param renewAfter how long to use it without asking again, 0 or more
   * @param validFor how long it may be used at all, counted from when it was asked for; not shorter
   */
  public record Fetched<V>(V value, Duration renewAfter, Duration validFor) {

    private Held<V> since(long started) {
      return new Held<>(value, started + renewAfter.toNanos(), started + validFor.toNanos());
    }
  }

  private record Held<V>(V value, long renewAt, long invalidAt) {

    private Held<V> renewedAt(long newRenewAt) {
      return new Held<>(value, newRenewAt, invalidAt);
    }
  }
}
