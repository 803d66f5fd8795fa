package io.openges.domain.callback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a session of the voice platform tells about the callback it serves (specification 17.2); all
 * parts are optional. Immutable and thread-safe.
 *
 * @param attempt the attempt the session was started for, null if it does not say
 * @param seq a number that rises within the attempt, null if it does not count
 * @param change the state it has reached, null if the state stays
 * @param session who reports
 * @param standing its place in the queue
 * @param dialResult what came of dialling, an upper-case word, null if nothing was dialled
 */
public record SessionReport(
    @Nullable Integer attempt,
    @Nullable Long seq,
    @Nullable Change change,
    Reporter session,
    Standing standing,
    @Nullable String dialResult) {

  /**
   * A change the session asks for. Immutable and thread-safe.
   *
   * @param state the new state
   * @param reason why it ended; needed for COMPLETED, ignored otherwise
   * @param newDesiredTime when to try again; then {@code state} is SCHEDULED, null otherwise
   */
  public record Change(
      CallbackState state,
      @Nullable CompletionReason reason,
      @Nullable Instant newDesiredTime) {}

  /**
   * Who reports. Immutable and thread-safe.
   *
   * @param id the session's id, null if it does not name itself
   * @param url where its node answers, null if it does not say
   */
  public record Reporter(@Nullable String id, @Nullable String url) {

    /** A session that does not name itself. */
    public static final Reporter UNNAMED = new Reporter(null, null);
  }

  /**
   * Its place in the queue. Immutable and thread-safe.
   *
   * @param position 0 or more, null if unknown
   * @param waitSeconds estimated wait in seconds, 0 or more, null if unknown
   */
  public record Standing(
      @Nullable Integer position, @Nullable Integer waitSeconds) {

    /** Nothing known. */
    public static final Standing UNKNOWN = new Standing(null, null);
  }
}
