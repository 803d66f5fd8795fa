package io.openges.adapter.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.openges.adapter.redis.RecordBuffer.Change;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * Writes copies of callbacks, many in one round trip and each by one command: a copy is set while
 * the one it replaces is read, and if that proves newer it is put back by a script that compares
 * versions. So the usual case costs one command, and the rare one heals itself at once.
 *
 * <p>Not thread-safe; one thread at a time.
 */
final class RecordWriter {

  /** Sets a copy unless a newer one is there; halves, as Lua counts exactly to 2^53 only. */
  private static final byte[] SET_UNLESS_NEWER = """
      local held = redis.call('GETRANGE', KEYS[1], 0, 7)
      if #held == 8 then
        local heldHigh, heldLow = struct.unpack('>I4I4', held)
        local high, low = struct.unpack('>I4I4', ARGV[1])
        if heldHigh > high or (heldHigh == high and heldLow > low) then
          return 0
        end
      end
      redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
      return 1
      """.getBytes(US_ASCII);

  private static final int REMEMBERED = 4096;

  private final RedisConnections connections;
  private final InstantSource time;

  /** The versions written last: what this node knows to be out of date is not sent. */
  private final Map<CallbackKey, Long> written = new LinkedHashMap<>(64, 0.75f, true);

  /** Whether the server can set and read at once: since Redis 6.2. */
  private boolean setAnswers;

  RecordWriter(RedisConnections connections, InstantSource time, boolean setAnswers) {
    this.connections = connections;
    this.time = time;
    this.setAnswers = setAnswers;
  }

  /**
   * Writes the changes.
   *
   * @throws redis.clients.jedis.exceptions.JedisException if Redis is away; any of them may have
   *     been written
   */
  void write(List<Change> changes) {
    var copies = new ArrayList<Copy>();
    var replaced = new ArrayList<Response<byte[]>>();
    var removed = new ArrayList<Response<Long>>();
    try (var pipeline = connections.client().pipelined()) {
      for (var change : changes) {
        if (change.copy() == null) {
          removed.add(pipeline.unlink(RedisRecordCache.redisKey(change.key())));
        } else {
          copy(change.copy()).ifPresent(copy -> {
            copies.add(copy);
            if (setAnswers) {
              replaced.add(pipeline.setGet(
                  copy.key(), copy.packed(), SetParams.setParams().px(copy.life())));
            } else {
              setUnlessNewer(pipeline, copy);
            }
          });
        }
      }
      pipeline.sync();
    }
    removed.forEach(RecordWriter::answer);
    repair(newer(copies, replaced));
    changes.forEach(this::remember);
  }

  /** Returns what stood in Redis before and was newer than what replaced it. */
  private List<Copy> newer(List<Copy> copies, List<Response<byte[]>> replaced) {
    var newer = new ArrayList<Copy>();
    for (int i = 0; i < replaced.size(); i++) {
      var copy = copies.get(i);
      try {
        byte[] before = answer(replaced.get(i));
        if (CallbackCodec.version(before) > CallbackCodec.version(copy.packed())) {
          newer.add(new Copy(copy.key(), before, copy.life()));
        }
      } catch (JedisDataException e) {
        if (!String.valueOf(e.getMessage()).contains("syntax error")) {
          throw e;
        }
        setAnswers = false;
        newer.add(copy);
      }
    }
    return newer;
  }

  private void repair(List<Copy> copies) {
    if (copies.isEmpty()) {
      return;
    }
    var answers = new ArrayList<Response<Object>>();
    try (var pipeline = connections.client().pipelined()) {
      copies.forEach(copy -> answers.add(setUnlessNewer(pipeline, copy)));
      pipeline.sync();
    }
    answers.forEach(RecordWriter::answer);
  }

  private static Response<Object> setUnlessNewer(AbstractPipeline pipeline, Copy copy) {
    byte[] life = Long.toString(copy.life()).getBytes(US_ASCII);
    return pipeline.eval(SET_UNLESS_NEWER, List.of(copy.key()), List.of(copy.packed(), life));
  }

  /** Returns an answer; a pipeline over a cluster leaves out those of nodes that are away. */
  private static <T> T answer(Response<T> response) {
    try {
      return response.get();
    } catch (IllegalStateException missing) {
      throw new JedisException("no answer", missing);
    }
  }

  /** Packs a copy; empty if it is out of date or its record is about to be deleted. */
  private Optional<Copy> copy(Callback callback) {
    var last = written.get(callback.key());
    var end = callback.schedule().desiredTime().plus(RedisRecordCache.RETENTION);
    long life = Math.min(
        Duration.between(time.instant(), end).toMillis(), RedisRecordCache.LONGEST_LIFE.toMillis());
    if (life <= 0 || (last != null && last > callback.status().version())) {
      return Optional.empty();
    }
    return Optional.of(
        new Copy(RedisRecordCache.redisKey(callback.key()), CallbackCodec.encode(callback), life));
  }

  private void remember(Change change) {
    if (change.copy() == null) {
      written.remove(change.key());
      return;
    }
    written.merge(change.key(), change.copy().status().version(), Math::max);
    if (written.size() > REMEMBERED) {
      written.remove(written.keySet().iterator().next());
    }
  }

  /**
   * A copy ready to be sent.
   *
   * @param key its Redis key
   * @param packed the value
   * @param life how long it lives, milliseconds, 1 or more
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Copy(byte[] key, byte[] packed, long life) {}
}
