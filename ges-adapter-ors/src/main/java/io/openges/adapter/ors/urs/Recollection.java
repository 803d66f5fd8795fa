package io.openges.adapter.ors.urs;

import io.openges.adapter.ors.urs.UrsWaitTimes.Question;
import io.openges.domain.queue.WaitTime;
import io.openges.ports.driven.queue.WaitTimeCache;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What this node remembers of the routing servers' answers, for a bounded number of queues.
 *
 * <p>Safe for use by many threads at once.
 */
final class Recollection {

  /** How long an answer is given again without asking. */
  private static final long FRESH = Duration.ofSeconds(5).toNanos();

  /** How long an answer is used when no server gives a newer one. */
  private static final long USABLE = WaitTimeCache.LIFE.toNanos();

  /** Names come from outside, so memory must not grow with them. */
  static final int MOST_QUEUES = 10_000;

  private final LongSupplier nanoTime;
  private final Map<Question, Known> known = new ConcurrentHashMap<>();

  Recollection(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Returns what needs no asking: the servers were asked within the last 5 seconds. */
  Optional<WaitTime> fresh(Question question) {
    var last = known.get(question);
    return last != null && nanoTime.getAsLong() - last.askedAt() < FRESH
        ? Optional.of(usable(last))
        : Optional.empty();
  }

  /** Returns what was heard last, unavailable if that was never or too long ago. */
  WaitTime last(Question question) {
    var last = known.get(question);
    return last == null ? WaitTime.UNAVAILABLE : usable(last);
  }

  /** Returns what was heard last if all servers were silent when they were asked last. */
  Optional<WaitTime> sinceSilence(Question question) {
    var last = known.get(question);
    return last != null
            && (last.value().knowledge() == WaitTime.Knowledge.UNAVAILABLE
                || last.askedAt() - last.heardAt() > 0)
        ? Optional.of(usable(last))
        : Optional.empty();
  }

  /** Returns what a server itself has said within the last 5 seconds. */
  Optional<WaitTime> justHeard(Question question) {
    var last = known.get(question);
    return last != null
            && nanoTime.getAsLong() - last.heardAt() < FRESH
            && last.value().knowledge() != WaitTime.Knowledge.UNAVAILABLE
        ? Optional.of(last.value())
        : Optional.empty();
  }

  /** Remembers what another node has heard unless this one has heard something newer. */
  void learn(Question question, WaitTimeCache.Heard heard) {
    long at = nanoTime.getAsLong() - heard.age().toNanos();
    if (hasRoomFor(question, heard.waitTime())) {
      known.merge(question, new Known(heard.waitTime(), at, at), Known::orNewer);
    }
  }

  /** Returns what is to be remembered after all servers were silent at {@code now}. */
  Known stillSilent(Question question, long now) {
    var last = known.get(question);
    return last == null
        ? new Known(WaitTime.UNAVAILABLE, now, now)
        : new Known(last.value(), last.heardAt(), now);
  }

  /** Remembers an answer unless a newer one is there, and returns the one to use now. */
  WaitTime remember(Question question, Known next) {
    return usable(
        hasRoomFor(question, next.value())
            ? known.merge(
                question, next, (old, fresh) -> fresh.askedAt() - old.askedAt() >= 0 ? fresh : old)
            : next);
  }

  private boolean hasRoomFor(Question question, WaitTime value) {
    if (known.size() < MOST_QUEUES || known.containsKey(question)) {
      return true;
    }
    long now = nanoTime.getAsLong();
    known.values().removeIf(old -> now - old.heardAt() > (isWait(old.value()) ? USABLE : FRESH));
    return known.size() < MOST_QUEUES || (isWait(value) && forgetOneWithoutWait());
  }

  /**
   * Names that somebody made up have no wait: they must not push out a wait that dispatch goes by,
   * nor keep one out.
   */
  private boolean forgetOneWithoutWait() {
    for (var entry : known.entrySet()) {
      if (!isWait(entry.getValue().value())) {
        return known.remove(entry.getKey(), entry.getValue());
      }
    }
    return false;
  }

  private static boolean isWait(WaitTime value) {
    return value.orZero() > 0;
  }

  private WaitTime usable(Known last) {
    return nanoTime.getAsLong() - last.heardAt() <= USABLE ? last.value() : WaitTime.UNAVAILABLE;
  }

  /**
   * What was answered last.
   *
   * @param value what a server said, or that none did
   * @param heardAt when, by the monotonic clock
   * @param askedAt when servers were asked last
   */
  record Known(WaitTime value, long heardAt, long askedAt) {

    /** Returns the newer word of a server, and when servers were asked last. */
    Known orNewer(Known theirs) {
      boolean newer =
          value.knowledge() == WaitTime.Knowledge.UNAVAILABLE || theirs.heardAt - heardAt > 0;
      long asked = theirs.askedAt - askedAt > 0 ? theirs.askedAt : askedAt;
      return newer ? new Known(theirs.value, theirs.heardAt, asked) : this;
    }
  }
}
