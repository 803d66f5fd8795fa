package io.openges.adapter.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.WaitTimeCache;
import io.openges.ports.driven.queue.WaitTimes.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.params.SetParams;

/**
 * Keeps waiting times in Redis under {@code ges:{<ccid>}:ewt:<mode>:<hold|all>:<queue>} for a
 * minute. Each value says when it was heard by the clock of the node that heard it, so an age is
 * off by as much as the nodes' clocks differ. One command finds all that is asked for; nothing is
 * sent while nobody asks.
 *
 * <p>Safe for use by many threads at once.
 */
public final class RedisWaitTimeCache implements WaitTimeCache {

  /** By how much clocks may differ: what is further ahead would count as new for a minute. */
  private static final Duration MOST_AHEAD = Duration.ofSeconds(2);

  private static final int NO_TRAFFIC = -1;
  private static final int NO_AGENTS = -2;

  private final RedisConnections connections;
  private final InstantSource clock;

  /**
   * Makes the cache.
   *
   * @param clock the machine's clock, to which the nodes' clocks are kept
   */
  public RedisWaitTimeCache(RedisConnections connections, InstantSource clock) {
    this.connections = requireNonNull(connections, "connections");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public Map<QueueName, Heard> find(TenantId tenant, Set<QueueName> queues, Method method) {
    if (queues.isEmpty()) {
      return Map.of();
    }
    var names = List.copyOf(queues);
    var keys = names.stream().map(queue -> redisKey(tenant, queue, method)).toArray(byte[][]::new);
    var found = connections.ask(redis -> redis.mget(keys));
    return found.map(values -> heard(names, values)).orElse(Map.of());
  }

  @Override
  public void put(TenantId tenant, Map<QueueName, WaitTime> heard, Method method) {
    var now = clock.instant();
    var life = SetParams.setParams().px(LIFE.toMillis());
    connections.soon(() -> {
      try (var pipeline = connections.client().pipelined()) {
        heard.forEach((queue, waitTime) ->
            pipeline.set(redisKey(tenant, queue, method), encode(waitTime, now), life));
        pipeline.sync();
      }
    });
  }

  /** Returns the Redis key of a queue's waiting time. */
  static byte[] redisKey(TenantId tenant, QueueName queue, Method method) {
    var key = "ges:{" + tenant + "}:ewt:" + method.mode().name().toLowerCase(Locale.ROOT) + ":"
        + (method.withHeld() ? "hold" : "all") + ":" + queue;
    return key.getBytes(UTF_8);
  }

  private Map<QueueName, Heard> heard(List<QueueName> names, List<byte @Nullable []> values) {
    var now = clock.instant();
    var heard = new HashMap<QueueName, Heard>();
    for (int i = 0; i < names.size() && i < values.size(); i++) {
      var name = names.get(i);
      var value = values.get(i);
      if (value != null) {
        decode(value, now).ifPresent(each -> heard.put(name, each));
      }
    }
    return heard;
  }

  private static byte[] encode(WaitTime waitTime, Instant now) {
    int seconds = switch (waitTime.knowledge()) {
      case KNOWN -> waitTime.seconds();
      case NO_AGENTS -> NO_AGENTS;
      case NO_TRAFFIC, UNAVAILABLE -> NO_TRAFFIC;
    };
    return (now.toEpochMilli() + " " + seconds).getBytes(US_ASCII);
  }

  /** Reads a value; empty if it is too old, from a clock that runs ahead, or not one of ours. */
  private static Optional<Heard> decode(byte[] value, Instant now) {
    var parts = new String(value, US_ASCII).split(" ", -1);
    if (parts.length != 2
        || !parts[0].matches("[0-9]{1,15}")
        || !parts[1].matches("-[12]|[0-9]{1,10}")) {
      return Optional.empty();
    }
    long seconds = Long.parseLong(parts[1]);
    var age = Duration.ofMillis(now.toEpochMilli() - Long.parseLong(parts[0]));
    if (age.compareTo(LIFE) > 0
        || age.compareTo(MOST_AHEAD.negated()) < 0
        || seconds > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    return Optional.of(new Heard(waitTime((int) seconds), age.isNegative() ? Duration.ZERO : age));
  }

  private static WaitTime waitTime(int seconds) {
    return switch (seconds) {
      case NO_TRAFFIC -> WaitTime.NO_TRAFFIC;
      case NO_AGENTS -> WaitTime.NO_AGENTS;
      default -> WaitTime.ofSeconds(seconds);
    };
  }
}
