package io.openges.domain.dispatch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a callback is due and out of what that comes (specification 6.5 and 24): the desired time
 * less wait and buffer, but never before the opening.
 *
 * <p>Immutable and thread-safe.
 *
 * @param desired when the call is wanted
 * @param waitTime the estimated wait of its queue, 0 or more
 * @param buffer how much earlier still, 0 or more
 * @param opening the opening of the interval the desired time lies in, null if that time is closed,
 *     the office never closes or the hours do not matter
 */
public record DueTime(
    Instant desired,
    Duration waitTime,
    Duration buffer,
    @Nullable Instant opening) {

  /** Checks that all but the opening is there. */
  public DueTime {
    requireNonNull(desired, "desired");
    requireNonNull(waitTime, "waitTime");
    requireNonNull(buffer, "buffer");
  }

  /** Returns a due time that is the desired one. */
  static DueTime at(Instant desired) {
    return new DueTime(desired, Duration.ZERO, Duration.ZERO, null);
  }

  /** Returns when the callback would be due if its office were open all day. */
  public Instant withoutOpening() {
    return desired.minus(waitTime).minus(buffer);
  }

  /** Returns when the callback is due. */
  public Instant at() {
    return isOpeningDecisive() && opening != null ? opening : withoutOpening();
  }

  /** Says whether it is due later than wait and buffer ask for, because the office opens later. */
  public boolean isOpeningDecisive() {
    return opening != null && opening.isAfter(withoutOpening());
  }
}
