package io.openges.domain.callin;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The wrong codes of one caller, or of one number that is called: after 10 within 10 minutes
 * nothing matches for 10 minutes (specification 16). Immutable and thread-safe.
 *
 * @param times when they came, oldest first; at most 10
 * @param blockedUntil until when nothing matches; long ago if that never was
 */
public record WrongCodes(List<Instant> times, Instant blockedUntil) {

  /** So many within {@link #WINDOW} are too many. */
  public static final int MOST = 10;

  /** How long a wrong code is remembered, and how long nothing matches. */
  public static final Duration WINDOW = Duration.ofMinutes(10);

  /** None yet. */
  public static final WrongCodes NONE = new WrongCodes(List.of(), Instant.EPOCH);

  /** Copies the list. */
  public WrongCodes {
    times = List.copyOf(times);
    requireNonNull(blockedUntil, "blockedUntil");
  }

  /** Says whether nothing matches at {@code now}. */
  public boolean isBlockedAt(Instant now) {
    return now.isBefore(blockedUntil);
  }

  /** Returns these with one more; what is older than the window counts no more. */
  public WrongCodes and(Instant now) {
    var recent = Stream.concat(
            times.stream().filter(time -> now.isBefore(time.plus(WINDOW))), Stream.of(now))
        .toList();
    return recent.size() < MOST
        ? new WrongCodes(recent, blockedUntil)
        : new WrongCodes(List.of(), now.plus(WINDOW));
  }

  /** Returns when these are as good as none. */
  public Instant forgottenAt() {
    var last = times.isEmpty() ? Instant.EPOCH : times.get(times.size() - 1).plus(WINDOW);
    return last.isAfter(blockedUntil) ? last : blockedUntil;
  }
}
