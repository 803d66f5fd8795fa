package io.openges.adapter.redis;

import io.openges.domain.tenant.TenantId;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Tells all nodes at once that a tenant's settings have changed (specification 10.1). Best effort:
 * a notice may be lost, above all while Redis is away, so nodes look for new versions by themselves
 * too.
 *
 * <p>Safe for use by many threads at once.
 */
public final class SettingsNotices implements AutoCloseable {

  /** The channel; a message is the ccid. */
  static final String CHANNEL = "ges:settings";

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  /** Often enough that the connection is not thought dead for its silence. */
  private static final Duration PING_INTERVAL = Duration.ofSeconds(20);

  private final RedisConnections connections;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
      2, task -> RedisConnections.daemon("ges-settings-notices", task));
  private volatile @Nullable Subscription subscription;

  /** Makes the notices; nobody listens yet. */
  public SettingsNotices(RedisConnections connections) {
    this.connections = connections;
  }

  /** Tells all nodes that listen, this one included, some time soon; does not wait. */
  public void publish(TenantId tenant) {
    connections.soon(() -> connections.client().publish(CHANNEL, tenant.toString()));
  }

  /**
   * Listens from now on until closed, over all failures of Redis; to be called once.
   *
   * @param listener is called on a thread of its own with each tenant whose settings have changed;
   *     has to return soon and not to throw
   */
  public void listen(Consumer<TenantId> listener) {
    repeat(() -> subscribe(listener), PAUSE_AFTER_FAILURE);
    repeat(this::ping, PING_INTERVAL);
  }

  /** Stops listening. */
  @Override
  public void close() {
    threads.shutdownNow();
    var current = subscription;
    if (current != null) {
      try {
        current.unsubscribe();
      } catch (JedisException away) {
        // Then it has ended by itself.
      }
    }
  }

  /** Says whether notices of others arrive now. */
  boolean isListening() {
    var current = subscription;
    return current != null && current.isSubscribed();
  }

  private void repeat(Runnable task, Duration pause) {
    var unused = threads.scheduleWithFixedDelay(task, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Listens until the connection breaks or this is closed. */
  private void subscribe(Consumer<TenantId> listener) {
    try {
      var next = new Subscription(listener);
      subscription = next;
      connections.client().subscribe(next, CHANNEL);
    } catch (JedisException away) {
      // Tried again after a pause.
    }
  }

  private void ping() {
    var current = subscription;
    if (current != null && current.isSubscribed()) {
      try {
        current.ping();
      } catch (JedisException away) {
        // The listening thread notices.
      }
    }
  }

  private static final class Subscription extends JedisPubSub {

    private final Consumer<TenantId> listener;

    Subscription(Consumer<TenantId> listener) {
      this.listener = listener;
    }

    @Override
    public void onMessage(String channel, String message) {
      TenantId.parse(message).ifPresent(listener);
    }
  }
}
