package io.openges.adapter.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.openges.adapter.redis.RecordBuffer.Change;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.ports.driven.callback.RecordCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Keeps packed copies of callbacks in Redis under {@code ges:{<ccid>}:cb:<id>}, until 14 days after
 * their desired time but no longer than a day. One thread writes them, many at once and only the
 * last of each callback; while Redis is away they wait, and when too many wait they are dropped.
 *
 * <p>Safe for use by many threads at once.
 */
public final class RedisRecordCache implements RecordCache, AutoCloseable {

  /** How long a copy lives after the desired time; then the record itself is deleted. */
  static final Duration RETENTION = Duration.ofDays(14);

  /** How long a copy lives at most after its last change. */
  static final Duration LONGEST_LIFE = Duration.ofDays(1);

  private static final int ROOM = 20_000;
  private static final int BATCH = 512;

  /** What changes again within this time is written once, as a booking that is handed over. */
  private static final Duration GATHERING = Duration.ofMillis(200);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final RedisConnections connections;
  private final RecordWriter writer;
  private final RecordBuffer buffer;
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread;

  /** Makes the cache and starts its thread. */
  public RedisRecordCache(RedisConnections connections, InstantSource time) {
    this(connections, new RecordWriter(connections, time, true), ROOM);
  }

  RedisRecordCache(RedisConnections connections, RecordWriter writer, int room) {
    this.connections = connections;
    this.writer = writer;
    this.buffer = new RecordBuffer(room);
    this.thread = RedisConnections.daemon("ges-record-cache", this::write);
    this.thread.start();
  }

  @Override
  public void put(Collection<Callback> callbacks) {
    for (var callback : callbacks) {
      add(new Change(callback.key(), CallbackCodec.bare(callback)));
    }
  }

  @Override
  public Optional<Callback> find(CallbackKey key) {
    var waiting = buffer.find(key);
    var copy = waiting == null ? null : waiting.copy();
    if (waiting != null && copy == null) {
      return Optional.empty();
    }
    var kept = connections
        .ask(redis -> redis.get(redisKey(key)))
        .flatMap(packed -> CallbackCodec.decode(key, packed));
    if (copy == null) {
      return kept;
    }
    return kept.isPresent() && kept.get().status().version() > copy.status().version()
        ? kept
        : Optional.of(copy);
  }

  @Override
  public void remove(Collection<CallbackKey> keys) {
    for (var key : keys) {
      add(new Change(key, null));
    }
  }

  /** Returns how many changes were dropped since the start, for want of room. */
  public long dropped() {
    return dropped.get();
  }

  /** Writes what waits, for two seconds at most, and ends the thread. */
  @Override
  public void close() {
    buffer.close();
    try {
      thread.join(LAST_WORDS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }

  /** Returns the Redis key of a callback's copy. */
  static byte[] redisKey(CallbackKey key) {
    return ("ges:{" + key.tenant() + "}:cb:" + key.id()).getBytes(US_ASCII);
  }

  private void add(Change change) {
    if (!buffer.add(change)) {
      dropped.incrementAndGet();
    }
  }

  private void write() {
    try {
      while (buffer.await()) {
        if (!buffer.isClosed() && !buffer.holds(BATCH)) {
          pause(GATHERING);
        }
        var batch = buffer.take(BATCH);
        try {
          writer.write(batch);
        } catch (JedisException away) {
          buffer.giveBack(batch);
          if (buffer.isClosed()) {
            return;
          }
          recover();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void recover() throws InterruptedException {
    try {
      connections.renew();
    } catch (JedisException stillAway) {
      // The next write will tell.
    }
    pause(PAUSE_AFTER_FAILURE);
  }

  private static void pause(Duration time) throws InterruptedException {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(time.toMillis()));
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
