package io.openges.domain.booking;

import static io.openges.domain.queue.Publications.list;
import static io.openges.domain.queue.Publications.object;
import static io.openges.domain.queue.Publications.queue;
import static io.openges.domain.queue.Publications.smallest;
import static io.openges.domain.queue.Publications.with;

import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.WaitTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A booking wish to test with, step by step; open from 08:00 to 18:00 UTC every day. Immutable and
 * thread-safe.
 */
record Wishes(
    QueueSettings settings,
    Instant now,
    @Nullable Instant desired,
    boolean alwaysCheckCapacity,
    WaitTime waitTime,
    boolean pushTarget) {

  /** Ten in the morning of an ordinary day. */
  static final Instant TEN = Instant.parse("2027-06-02T10:00:00Z");

  /** A wish for a call as soon as may be, at {@link #TEN}, of a queue with these columns. */
  static Wishes wish(Object... columns) {
    var content = smallest();
    with(content, "businessHours/bh/timezone", "Etc/UTC");
    object(columns).forEach((name, value) -> with(content, "queues/VQ/" + name, value));
    var day = object(
        "id",
        "d",
        "name",
        "Day",
        "ranges",
        list(object("from", "2027-06-10", "to", "2027-06-10")),
        "hours",
        list());
    with(content, "businessHours/bh/specialDays", list(day));
    return new Wishes(queue(content), TEN, null, false, WaitTime.ofSeconds(0), false);
  }

  Wishes at(String time) {
    return new Wishes(
        settings, Instant.parse(time), desired, alwaysCheckCapacity, waitTime, pushTarget);
  }

  /** Wants the call so much after now. */
  Wishes in(Duration ahead) {
    return wanting(now.plus(ahead));
  }

  /** Wants the call so many seconds after now. */
  Wishes inSeconds(long seconds) {
    return wanting(now.plusSeconds(seconds));
  }

  /** Wants the call at a time. */
  Wishes wanting(String time) {
    return wanting(Instant.parse(time));
  }

  private Wishes wanting(Instant time) {
    return new Wishes(settings, now, time, alwaysCheckCapacity, waitTime, pushTarget);
  }

  Wishes takingAPlaceEvenIfNear() {
    return new Wishes(settings, now, desired, true, waitTime, pushTarget);
  }

  Wishes waiting(int seconds) {
    return waiting(WaitTime.ofSeconds(seconds));
  }

  Wishes waiting(WaitTime wait) {
    return new Wishes(settings, now, desired, alwaysCheckCapacity, wait, pushTarget);
  }

  Wishes withPushTarget() {
    return new Wishes(settings, now, desired, alwaysCheckCapacity, waitTime, true);
  }

  BookingWish wish() {
    return new BookingWish(settings, now, desired, alwaysCheckCapacity, waitTime, customer());
  }

  private BookingWish.Customer customer() {
    return new BookingWish.Customer(pushTarget, null);
  }

  Placement place() {
    return Placement.of(wish(), BookingTerms.DEFAULTS);
  }
}
