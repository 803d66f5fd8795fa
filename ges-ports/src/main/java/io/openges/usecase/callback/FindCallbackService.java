package io.openges.usecase.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.callback.CallbackQueries.NumberFilter;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.callback.RecordCache;
import io.openges.ports.driving.callback.FindCallback;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the store, so that every answer follows the last commit of any node; only when the store is
 * silent does the cache answer, and says so.
 */
public final class FindCallbackService implements FindCallback {

  private final CallbackStore callbacks;
  private final CallbackQueries queries;
  private final RecordCache cache;
  private final NumberSearch numbers;

  /** Makes the service. */
  public FindCallbackService(
      CallbackStore callbacks, CallbackQueries queries, RecordCache cache, NumberSearch numbers) {
    this.callbacks = requireNonNull(callbacks, "callbacks");
    this.queries = requireNonNull(queries, "queries");
    this.cache = requireNonNull(cache, "cache");
    this.numbers = requireNonNull(numbers, "numbers");
  }

  @Override
  public Optional<Found> find(CallbackKey key) {
    try {
      return callbacks.find(key).map(callback -> new Found(callback, false));
    } catch (DependencyUnavailableException silent) {
      var copy = cache.find(key).orElseThrow(() -> silent);
      return Optional.of(new Found(copy, true));
    }
  }

  @Override
  public List<Callback> lookUp(
      TenantId tenant, PhoneNumber number, @Nullable QueueName queue, boolean openOnly) {
    var digits = numbers.digits(tenant, number);
    return digits.isEmpty()
        ? List.of()
        : queries.ofNumber(new NumberFilter(tenant, digits, queue, openOnly, MOST_OF_A_NUMBER));
  }

  @Override
  public Optional<CallbackKey> locate(CallbackId id) {
    return callbacks.locate(id);
  }

  @Override
  public List<TimelineEvent> timeline(CallbackKey key) {
    return callbacks.timeline(key);
  }

  @Override
  public List<Callback> list(CallbackQueries.Filter filter) {
    return queries.list(filter);
  }
}
