package io.openges.domain.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.QueueName;
import org.jspecify.annotations.Nullable;

/**
 * One customer's wish to be called back, from booking to completion (specification 6.1).
 *
 * <p>A snapshot: every change makes a new one with the next version, see {@link Transitions}.
 * Immutable and thread-safe.
 *
 * @param key its name
 * @param queue the virtual queue that serves it
 * @param booking what was asked for
 * @param schedule when it is wanted
 * @param status where it stands
 * @param progress what has been done to hand it over
 */
public record Callback(
    CallbackKey key,
    QueueName queue,
    Booking booking,
    Schedule schedule,
    Status status,
    Progress progress) {

  /** Checks that every part is there. */
  public Callback {
    requireNonNull(key, "key");
    requireNonNull(queue, "queue");
    requireNonNull(booking, "booking");
    requireNonNull(schedule, "schedule");
    requireNonNull(status, "status");
    requireNonNull(progress, "progress");
  }

  /** Returns the state. */
  public CallbackState state() {
    return status.state();
  }

  /** Returns the current attempt. */
  public Attempt attempt() {
    return progress.attempt();
  }

  /**
   * Says whether this callback takes a place in the slot of its desired time (specification 8.3).
   */
  public boolean holdsPlace() {
    return schedule.kind() == CallbackKind.SCHEDULED && state().isOpen();
  }

  /** Says whether this is an immediate callback that waits for an agent (specification 9.2). */
  public boolean isWaiting() {
    return schedule.kind() == CallbackKind.IMMEDIATE && state() == CallbackState.QUEUED;
  }

  /** Returns a copy that differs in status and progress. */
  public Callback with(Status newStatus, Progress newProgress) {
    return new Callback(key, queue, booking, schedule, newStatus, newProgress);
  }

  /** Returns a copy of which something else was booked. */
  public Callback with(Booking newBooking) {
    return new Callback(key, queue, newBooking, schedule, status, progress);
  }

  /** Returns a copy with another schedule. */
  public Callback with(Schedule newSchedule) {
    return new Callback(key, queue, booking, newSchedule, status, progress);
  }

  /**
   * What has been done to hand the callback over. Immutable and thread-safe.
   *
   * @param attempt the attempt that is to be made or under way
   * @param revocation an attempt still to be revoked, null if none is
   * @param absence that the attempt's session was not found of late, null if nothing says so
   */
  public record Progress(
      Attempt attempt,
      @Nullable Revocation revocation,
      @Nullable Absence absence) {

    /** Nothing done yet. */
    public static final Progress NONE = new Progress(Attempt.FIRST, null);

    /** Checks that there is an attempt. */
    public Progress {
      requireNonNull(attempt, "attempt");
    }

    /** Makes the progress of a callback whose session nobody misses. */
    public Progress(Attempt attempt, @Nullable Revocation revocation) {
      this(attempt, revocation, null);
    }
  }
}
