package io.openges.adapter.ors.urs;

import io.openges.adapter.ors.http.PlatformClient;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.WaitTimes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waiting times from the routing servers (specification 17.4), each kept for 5 seconds, and used up
 * to 60 seconds old while no server answers. Callers that ask for the same queue at once share one
 * call.
 *
 * <p>Safe for use by many threads at once.
 */
public final class UrsWaitTimes implements WaitTimes {

  private static final long FRESH = Duration.ofSeconds(5).toNanos();
  private static final long USABLE = Duration.ofSeconds(60).toNanos();

  /** Queues remembered before old ones are swept out. */
  private static final int MOST_QUEUES = 10_000;

  private final UrsClient client;
  private final LongSupplier nanoTime;
  private final Map<Question, Known> known = new ConcurrentHashMap<>();
  private final Map<Question, CompletableFuture<WaitTime>> underWay = new ConcurrentHashMap<>();
  private volatile boolean allDown;

  /**
   * Makes the adapter.
   *
   * @param environments the environment id of a tenant, empty if it is not known; asked only if the
   *     configuration has a place for it
   * @param nanoTime elapsed time in nanoseconds, from any start
   */
  public UrsWaitTimes(
      UrsConfig config,
      Function<TenantId, Optional<String>> environments,
      PlatformClient client,
      LongSupplier nanoTime) {
    this.client = new UrsClient(config, environments, client, nanoTime);
    this.nanoTime = nanoTime;
  }

  @Override
  public WaitTime read(TenantId tenant, QueueName queue, WaitTimeMode mode) {
    return read(tenant, queue, mode, false);
  }

  /**
   * Returns the wait of {@code queue}, as {@link #read(TenantId, QueueName, WaitTimeMode)} does.
   *
   * @param withHeld whether calls on hold count too
   */
  public WaitTime read(TenantId tenant, QueueName queue, WaitTimeMode mode, boolean withHeld) {
    if (!client.isConfigured()) {
      return WaitTime.UNAVAILABLE;
    }
    var question = new Question(tenant, queue, mode, withHeld);
    var last = known.get(question);
    if (last != null && nanoTime.getAsLong() - last.askedAt() < FRESH) {
      return usable(last);
    }
    var mine = new CompletableFuture<WaitTime>();
    var shared = underWay.putIfAbsent(question, mine);
    if (shared != null) {
      return shared.join();
    }
    try {
      mine.complete(ask(question, last));
    } finally {
      underWay.remove(question, mine);
      mine.complete(WaitTime.UNAVAILABLE);
    }
    return mine.join();
  }

  /** Says whether all routing servers were silent when last asked; false if none is configured. */
  public boolean allDown() {
    return allDown;
  }

  /** Says whether any routing server is configured. */
  public boolean isConfigured() {
    return client.isConfigured();
  }

  /**
   * Asks the servers for a sign of life and says whether any gave one; where their addresses depend
   * on the tenant it says how the last question fared instead.
   */
  public boolean ping() {
    client.ping().ifPresent(alive -> allDown = !alive);
    return !allDown;
  }

  private WaitTime ask(Question question, @Nullable Known last) {
    var answer = client.ask(question);
    long now = nanoTime.getAsLong();
    allDown = answer.isEmpty();
    var next = answer
        .map(value -> new Known(value, now, now))
        .orElseGet(() -> last == null
            ? new Known(WaitTime.UNAVAILABLE, now, now)
            : new Known(last.value(), last.heardAt(), now));
    if (known.size() >= MOST_QUEUES) {
      known.values().removeIf(old -> now - old.heardAt() > USABLE);
    }
    known.put(question, next);
    return usable(next);
  }

  private WaitTime usable(Known last) {
    return nanoTime.getAsLong() - last.heardAt() <= USABLE ? last.value() : WaitTime.UNAVAILABLE;
  }

  /**
   * What is asked of a routing server.
   *
   * @param withHeld whether calls on hold count too
   */
  record Question(TenantId tenant, QueueName queue, WaitTimeMode mode, boolean withHeld) {}

  /**
   * What was answered last.
   *
   * @param heardAt when a server said so
   * @param askedAt when servers were asked last
   */
  private record Known(WaitTime value, long heardAt, long askedAt) {}
}
