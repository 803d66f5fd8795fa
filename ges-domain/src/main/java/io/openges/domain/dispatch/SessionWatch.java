package io.openges.domain.dispatch;

import io.openges.domain.callback.Absence;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import java.time.Duration;
import java.time.Instant;

/**
 * Watches sessions that run: one that stays silent is asked for, and is lost when the voice
 * platform has denied it long and often enough (specifications 6.6 rule 7, 17.3).
 *
 * <p>Pure functions. Immutable and thread-safe.
 */
public final class SessionWatch {

  /** How often a running session is looked after. */
  public static final Duration INTERVAL = Duration.ofSeconds(30);

  private static final int POLLS = 3;
  private static final Duration LASTING = Duration.ofSeconds(90);

  private SessionWatch() {}

  /**
   * Returns when to look at a callback again whose session runs: at the next beat, or at its expiry
   * if an agent does not handle it yet. Each callback has a beat of its own, so that they are
   * looked at evenly, and reports between two beats do not move the time.
   */
  public static Instant nextLook(Callback callback, Instant now) {
    long interval = INTERVAL.toMillis();
    long offset = callback.key().id().value().hashCode();
    long sinceBeat = Math.floorMod(now.toEpochMilli() - offset, interval);
    var beat = now.plusMillis(interval - sinceBeat);
    var expiry = callback.schedule().expiresAt();
    return callback.state() == CallbackState.PROCESSING || beat.isBefore(expiry) ? beat : expiry;
  }

  /** Says whether a session is to be asked for: it is missed, or has not reported of late. */
  public static boolean isQuiet(Callback callback, Instant now) {
    return callback.progress().absence() != null
        || !now.isBefore(callback.status().updatedAt().plus(INTERVAL));
  }

  /** Returns what is known of the session after it was denied once more. */
  public static Absence denied(Callback callback, Instant now) {
    var before = callback.progress().absence();
    return before == null ? new Absence(1, now) : new Absence(before.polls() + 1, before.since());
  }

  /** Says whether a session is lost that has been denied so often and for so long. */
  public static boolean isLost(Absence absence, Instant now) {
    return absence.polls() >= POLLS && !now.isBefore(absence.since().plus(LASTING));
  }
}
