package io.openges.ports.memory;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.ports.driven.dispatch.CallSubmission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stream of call submissions with one consumer, which reads when it is told to. Entries and
 * fences are kept apart, so that either can be lost.
 *
 * <p>Safe for use by many threads at once.
 */
public final class InMemoryCallSubmission implements CallSubmission {

  private final Map<String, StreamEntry> stream = new LinkedHashMap<>();
  private final Map<AttemptKey, Fence> fences = new HashMap<>();
  private long written;

  /** Makes an empty stream. */
  public InMemoryCallSubmission() {}

  @Override
  public synchronized List<Result> submit(List<Submission> submissions) {
    var results = new ArrayList<Result>();
    for (var submission : submissions) {
      results.add(submit(submission));
    }
    return List.copyOf(results);
  }

  @Override
  public synchronized Entry revoke(CallbackKey key, int attempt, @Nullable String entryId) {
    var name = new AttemptKey(key, attempt);
    var fence = fences.get(name);
    var known = entryId == null && fence != null ? fence.entryId() : entryId;
    fences.put(name, new Fence(known, true));
    if (known == null) {
      return Entry.GONE;
    }
    if (look(known) == Entry.UNREAD) {
      stream.remove(known);
    }
    return look(known);
  }

  @Override
  public synchronized void erase(CallbackKey key, int attempt, @Nullable String entryId) {
    var fence = fences.get(new AttemptKey(key, attempt));
    var known = entryId == null && fence != null ? fence.entryId() : entryId;
    revoke(key, attempt, entryId);
    if (known != null) {
      stream.remove(known);
    }
  }

  @Override
  public synchronized Entry look(String entryId) {
    var entry = stream.get(entryId);
    if (entry == null) {
      return Entry.GONE;
    }
    return entry.isDelivered() ? Entry.DELIVERED : Entry.UNREAD;
  }

  /** Returns the entries of the stream, oldest first. */
  public synchronized List<StreamEntry> entries() {
    return List.copyOf(stream.values());
  }

  /** Lets the consumer read everything it has not read yet, and returns that. */
  public synchronized List<StreamEntry> deliver() {
    var unread = stream.values().stream().filter(entry -> !entry.isDelivered()).toList();
    unread.forEach(entry -> markDelivered(entry.id()));
    return unread;
  }

  /** Lets the consumer read the entry {@code entryId}, if it is there. */
  public synchronized void markDelivered(String entryId) {
    stream.computeIfPresent(entryId, (id, entry) -> new StreamEntry(id, entry.submission(), true));
  }

  /** Loses the entry {@code entryId} but not its fence, as when the stream is trimmed. */
  public synchronized void delete(String entryId) {
    stream.remove(entryId);
  }

  /** Loses the entry {@code entryId} and its fence, as a failover may. */
  public synchronized void lose(String entryId) {
    stream.remove(entryId);
    fences.values().removeIf(fence -> entryId.equals(fence.entryId()));
  }

  private Result submit(Submission submission) {
    var name = AttemptKey.of(submission.callback());
    var fence = fences.get(name);
    if (fence == null) {
      var id = ++written + "-0";
      stream.put(id, new StreamEntry(id, submission, false));
      fences.put(name, new Fence(id, false));
      return new Result.Written(id, true);
    }
    return fence.isRevoked() || fence.entryId() == null
        ? new Result.Revoked()
        : new Result.Written(fence.entryId(), false);
  }

  /**
   * An entry of the stream. Immutable and thread-safe.
   *
   * @param id its id
   * @param submission what was handed over
   * @param isDelivered whether the consumer has read it
   */
  public record StreamEntry(String id, Submission submission, boolean isDelivered) {}

  private record AttemptKey(CallbackKey callback, int number) {

    static AttemptKey of(Callback callback) {
      return new AttemptKey(callback.key(), callback.attempt().number());
    }
  }

  private record Fence(@Nullable String entryId, boolean isRevoked) {}
}
