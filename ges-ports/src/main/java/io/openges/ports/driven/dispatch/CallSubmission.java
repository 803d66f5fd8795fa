package io.openges.ports.driven.dispatch;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.WaitTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Driven port: hands callbacks to the voice platform, each attempt exactly once (specification
 * 6.6).
 *
 * <p>Safe for use by many threads at once, and by many processes that share the platform. Every
 * implementation passes {@code CallSubmissionContract}.
 */
public interface CallSubmission {

  /**
   * Writes a stream entry for each submission unless its (callback, attempt) has one, setting the
   * fence in the same atomic step; entries appear in the order of the list. Returns a result for
   * each, in the same order.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the platform gave no answer;
   *     any of the entries may have been written, and submitting again writes none twice
   */
  List<Result> submit(List<Submission> submissions);

  /**
   * Revokes an attempt: from now on it gets no entry, and an entry nobody has read is deleted.
   *
   * @param entryId the entry as far as known, null to take the one the fence remembers
   * @return what became of the entry; {@link Entry#GONE} if there was none or it was deleted
   * @throws io.openges.ports.driven.DependencyUnavailableException if the platform gave no answer;
   *     asking again is harmless
   */
  Entry revoke(CallbackKey key, int attempt, @Nullable String entryId);

  /**
   * Revokes an attempt and deletes its entry although somebody may have read it (specification
   * 6.9). The entry of an attempt that was {@linkplain #revoke revoked} before is found by its id
   * only.
   *
   * @param entryId the entry as far as known, null to take the one the fence remembers
   * @throws io.openges.ports.driven.DependencyUnavailableException if the platform gave no answer;
   *     asking again is harmless
   */
  void erase(CallbackKey key, int attempt, @Nullable String entryId);

  /**
   * Tells what became of an entry.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the platform gave no answer
   */
  Entry look(String entryId);

  /**
   * What to hand over.
   *
   * @param callback the callback, with the attempt to make
   * @param settings the row it is dispatched under
   * @param waitTime the queue's waiting time now
   * @param storage what earlier sessions kept, JSON texts by key
   */
  record Submission(
      Callback callback, QueueSettings settings, WaitTime waitTime, Map<String, String> storage) {

    /** Copies the map. */
    public Submission {
      requireNonNull(callback, "callback");
      requireNonNull(settings, "settings");
      requireNonNull(waitTime, "waitTime");
      storage = Map.copyOf(storage);
    }
  }

  /** What came of a submission. */
  sealed interface Result {

    /**
     * The entry exists.
     *
     * @param entryId its id
     * @param first whether this call wrote it
     */
    record Written(String entryId, boolean first) implements Result {}

    /** The attempt was revoked; it has no entry that may be acted upon. */
    record Revoked() implements Result {}
  }

  /** What became of a stream entry. */
  enum Entry {
    /** In the stream, read by no consumer group yet. */
    UNREAD,
    /** In the stream and handed to a consumer, or in a stream without groups. */
    DELIVERED,
    /** No longer, or never, in the stream. */
    GONE
  }
}
