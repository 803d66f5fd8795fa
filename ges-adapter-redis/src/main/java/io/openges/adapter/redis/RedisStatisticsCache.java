package io.openges.adapter.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.statistics.Statistics.Figures;
import io.openges.ports.driven.statistics.StatisticsCache;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import redis.clients.jedis.params.SetParams;

/**
 * Keeps figures in Redis under {@code ges:{<ccid>}:stat:<SHA-256 of the question>} for 5 minutes.
 * Each value says when it was heard by the clock of the node that heard it, so an age is off by as
 * much as the nodes' clocks differ. Large answers stay on the node that asked.
 *
 * <p>Safe for use by many threads at once.
 */
public final class RedisStatisticsCache implements StatisticsCache {

  /** How many bytes an answer may have to be shared. */
  static final int MAX_BYTES = 256 << 10;

  /** By how much clocks may differ: what is further ahead would count as new for too long. */
  private static final Duration MOST_AHEAD = Duration.ofSeconds(2);

  private final RedisConnections connections;
  private final InstantSource clock;

  /**
   * Makes the cache.
   *
   * @param clock the clock by which answers grow old, the same on all nodes
   */
  public RedisStatisticsCache(RedisConnections connections, InstantSource clock) {
    this.connections = requireNonNull(connections, "connections");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public Optional<Heard> find(TenantId tenant, String question) {
    var key = redisKey(tenant, question);
    return connections
        .ask(redis -> redis.get(key))
        .flatMap(value -> decode(new String(value, UTF_8), clock.instant()));
  }

  @Override
  public void put(TenantId tenant, String question, Figures figures) {
    var value = (clock.instant().toEpochMilli() + " " + figures.json()).getBytes(UTF_8);
    if (value.length <= MAX_BYTES) {
      var key = redisKey(tenant, question);
      var life = SetParams.setParams().px(LIFE.toMillis());
      connections.soon(() -> connections.client().set(key, value, life));
    }
  }

  /** Returns the Redis key of a question. */
  static byte[] redisKey(TenantId tenant, String question) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(question.getBytes(UTF_8));
      return ("ges:{" + tenant + "}:stat:" + HexFormat.of().formatHex(digest)).getBytes(US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Reads a value; empty if it is too old, from a clock that runs ahead, or not one of ours. */
  private static Optional<Heard> decode(String value, Instant now) {
    int space = value.indexOf(' ');
    if (space < 0 || !value.substring(0, space).matches("[0-9]{1,15}")) {
      return Optional.empty();
    }
    var json = value.substring(space + 1);
    var age = Duration.ofMillis(now.toEpochMilli() - Long.parseLong(value.substring(0, space)));
    if (age.compareTo(LIFE) > 0
        || age.compareTo(MOST_AHEAD.negated()) < 0
        || !json.startsWith("{")
        || !json.endsWith("}")) {
      return Optional.empty();
    }
    return Optional.of(new Heard(new Figures(json), age.isNegative() ? Duration.ZERO : age));
  }
}
