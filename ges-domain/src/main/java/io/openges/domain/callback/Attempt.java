package io.openges.domain.callback;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The attempt that is to be made or is under way: attempt numbers count 1, 2, 3 and are never used
 * twice (specification 1). Immutable and thread-safe.
 *
 * @param number this attempt's number, 1 or more
 * @param unstarted how many attempts in a row, before this one, started no session; 0 or more
 * @param leases how often a node has claimed this attempt; above 0 its stream entry may exist
 * @param submission the stream entry, null until its id is committed
 * @param session the session bound to this attempt, null until the first accepted report
 */
public record Attempt(
    int number,
    int unstarted,
    int leases,
    @Nullable Submission submission,
    @Nullable Session session) {

  /** The first attempt, not yet claimed. */
  public static final Attempt FIRST = new Attempt(1, 0, 0, null, null);

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Attempt {
    if (number < 1 || unstarted < 0 || leases < 0) {
      throw new IllegalArgumentException("attempt " + number + ", " + unstarted + ", " + leases);
    }
  }

  /** Says whether the attempt's stream entry may have been written. */
  public boolean mayBeSubmitted() {
    return leases > 0 || submission != null || session != null;
  }

  /** Says whether a session has reported for this attempt. */
  public boolean isStarted() {
    return session != null;
  }

  /** Returns this attempt with its stream entry known. */
  public Attempt submitted(Submission entry) {
    return new Attempt(number, unstarted, leases, entry, session);
  }

  /** Returns this attempt with {@code report} as the last heard of its session. */
  public Attempt heardFrom(Session report) {
    return new Attempt(number, unstarted, leases, submission, report);
  }

  /** Returns the next attempt after this one was revoked without a start. */
  public Attempt afterNoStart() {
    return new Attempt(number + 1, unstarted + 1, 0, null, null);
  }

  /** Returns the next attempt after this one ended in an orderly way. */
  public Attempt afterEnd() {
    return new Attempt(number + 1, 0, 0, null, null);
  }

  /**
   * A written stream entry. Immutable and thread-safe.
   *
   * @param entryId its id in the stream
   * @param at when it was confirmed, milliseconds, UTC
   */
  public record Submission(String entryId, Instant at) {

    /** Checks that both parts are there. */
    public Submission {
      requireNonNull(entryId, "entryId");
      requireNonNull(at, "at");
    }
  }

  /**
   * What is known of a session. Immutable and thread-safe.
   *
   * @param id the session's id; empty if the session did not name itself
   * @param url where its node answers, null if it did not say
   * @param lastSeq the highest sequence number heard, -1 if none came
   * @param position place in the queue, 0 or more, null if unknown
   * @param waitSeconds estimated wait in seconds, 0 or more, null if unknown
   */
  public record Session(
      String id,
      @Nullable String url,
      long lastSeq,
      @Nullable Integer position,
      @Nullable Integer waitSeconds) {

    /** Checks that there is an id. */
    public Session {
      requireNonNull(id, "id");
    }
  }
}
