package io.openges.adapter.ors.stream;

import io.openges.domain.callback.CallbackKey;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.RegionOrder;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.dispatch.CallSubmission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes attempts to the ORS stream, each behind a fence
 * {@code {<stream>}:ges:fence:<ccid>:<id>:<attempt>} that holds the entry's id, or {@code revoked}
 * (specifications 6.6, 17.1). Fence and entry change in one script, so that neither a node that was
 * paused nor one that asks again writes an attempt twice.
 *
 * <p>Safe for use by many threads at once.
 */
public final class StreamCallSubmission implements CallSubmission, AutoCloseable {

  /** How long a fence lives: a day longer than any callback. */
  static final Duration FENCE_LIFE = Duration.ofDays(15);

  /** Most scripts that travel together, so that their answers never fill a socket's buffer. */
  private static final int BATCH = 256;

  private static final LuaScript SUBMIT = LuaScript.fromFile("submit.lua");
  private static final LuaScript REVOKE = LuaScript.fromFile("revoke.lua");
  private static final Pattern ENTRY_ID = Pattern.compile("\\d{1,20}-\\d{1,20}");

  private final VoiceRedis redis;
  private final StreamEntry entries;
  private final String stream;
  private final String maxLength;
  private final String fencePrefix;

  /** Makes the adapter for queues without region rules. */
  public StreamCallSubmission(StreamConfig config) {
    this(config, (tenant, queue) -> List.of());
  }

  /**
   * Makes the adapter; nothing is connected before it is needed.
   *
   * @param preferred the regions of a queue's rule, best first; must not block or throw
   */
  public StreamCallSubmission(
      StreamConfig config, BiFunction<TenantId, QueueName, List<String>> preferred) {
    this(config, preferred, VoiceConnections.Limits.NORMAL);
  }

  StreamCallSubmission(
      StreamConfig config,
      BiFunction<TenantId, QueueName, List<String>> preferred,
      VoiceConnections.Limits limits) {
    this.redis = new VoiceRedis(new VoiceConnections(config, limits));
    this.entries = new StreamEntry(
        config.baseUrl(),
        (tenant, queue) -> RegionOrder.of(preferred.apply(tenant, queue), "", config.regions()));
    this.stream = config.stream();
    this.maxLength = Long.toString(config.maxLength());
    // A stream with a hash tag of its own would not share its slot with a key in more braces.
    this.fencePrefix = (stream.indexOf('{') < 0 ? "{" + stream + "}" : stream) + ":ges:fence:";
  }

  @Override
  public List<Result> submit(List<Submission> submissions) {
    var results = new ArrayList<Result>(submissions.size());
    for (int start = 0; start < submissions.size(); start += BATCH) {
      var batch = submissions.subList(start, Math.min(start + BATCH, submissions.size()));
      var runs = batch.stream().map(this::run).toList();
      results.addAll(redis.run("submit", SUBMIT, runs, StreamCallSubmission::result));
    }
    return List.copyOf(results);
  }

  @Override
  public Entry revoke(CallbackKey key, int attempt, @Nullable String entryId) {
    return ask("revoke", List.of(stream, fence(key, attempt)), entryId == null ? "" : entryId);
  }

  @Override
  public void erase(CallbackKey key, int attempt, @Nullable String entryId) {
    var known = entryId == null ? "" : entryId;
    ask("erase", List.of(stream, fence(key, attempt)), known, "ALL");
  }

  @Override
  public Entry look(String entryId) {
    return ENTRY_ID.matcher(entryId).matches()
        ? ask("look at an entry", List.of(stream), entryId)
        : Entry.GONE;
  }

  /**
   * Asks the voice platform's Redis for a sign of life.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if there is none in time
   */
  public void ping() {
    redis.ping();
  }

  /** Closes all connections; nothing may be asked afterwards. */
  @Override
  public void close() {
    redis.close();
  }

  private Entry ask(String operation, List<String> keys, String entryId) {
    return ask(operation, keys, entryId, "UNREAD");
  }

  private Entry ask(String operation, List<String> keys, String entryId, String which) {
    var life = Long.toString(FENCE_LIFE.toMillis());
    var run = new LuaScript.Run(keys, List.of(entryId, life, which));
    return redis
        .run(operation, REVOKE, List.of(run), answer -> Entry.valueOf(String.valueOf(answer)))
        .get(0);
  }

  private LuaScript.Run run(Submission submission) {
    var arguments = new ArrayList<String>();
    arguments.add(Long.toString(FENCE_LIFE.toMillis()));
    arguments.add(maxLength);
    entries.fields(submission).forEach((name, value) -> {
      arguments.add(name);
      arguments.add(value);
    });
    var callback = submission.callback();
    var fence = fence(callback.key(), callback.attempt().number());
    return new LuaScript.Run(List.of(fence, stream), arguments);
  }

  private String fence(CallbackKey key, int attempt) {
    return fencePrefix + key.tenant() + ":" + key.id() + ":" + attempt;
  }

  /** Nothing but nil means revoked, for the attempt would never be submitted again. */
  private static Result result(@Nullable Object answer) {
    if (answer == null) {
      return new Result.Revoked();
    }
    if (answer instanceof List<?> list
        && list.size() == 2
        && list.get(0) instanceof Long first
        && list.get(1) instanceof String id
        && ENTRY_ID.matcher(id).matches()) {
      return new Result.Written(id, first == 1);
    }
    throw new IllegalArgumentException("neither an entry nor nil");
  }
}
