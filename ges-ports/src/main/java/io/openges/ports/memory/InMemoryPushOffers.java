package io.openges.ports.memory;

import io.openges.domain.callback.CallbackKey;
import io.openges.domain.push.PushOffer;
import io.openges.domain.push.PushOffer.Answer;
import io.openges.domain.push.PushOffer.Decided;
import io.openges.ports.driven.push.PushOffers;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps offers. Safe for use by many threads at once. */
public final class InMemoryPushOffers implements PushOffers {

  private final Map<CallbackKey, Kept> offers = new HashMap<>();

  @Override
  public synchronized void open(PushOffer offer) {
    offers.put(offer.key(), new Kept(new Decided(offer, null), false, offer.expiresAt()));
  }

  @Override
  public synchronized boolean answer(CallbackKey key, Answer answer, Instant now) {
    var kept = offers.get(key);
    if (kept == null) {
      return false;
    }
    var offer = kept.decided().offer();
    boolean isOpen =
        kept.isDecided() ? kept.decided().answer() != null : now.isBefore(offer.expiresAt());
    if (isOpen) {
      offers.put(key, new Kept(new Decided(offer, answer), true, now));
    }
    return isOpen;
  }

  @Override
  public synchronized List<Decided> claim(Instant now, Duration lease, int limit) {
    var due = offers.values().stream()
        .filter(kept -> !kept.nextAt().isAfter(now))
        .sorted(Comparator.comparing(Kept::nextAt))
        .limit(limit)
        .map(Kept::decided)
        .toList();
    due.forEach(
        decided -> offers.put(decided.offer().key(), new Kept(decided, true, now.plus(lease))));
    return due;
  }

  @Override
  public synchronized void postpone(Decided decided, Instant at) {
    offers.computeIfPresent(
        decided.offer().key(),
        (key, kept) -> kept.isDecided() && kept.decided().equals(decided)
            ? new Kept(decided, true, at)
            : kept);
  }

  @Override
  public synchronized void settle(Decided decided) {
    offers.computeIfPresent(
        decided.offer().key(), (key, kept) -> kept.decided().equals(decided) ? null : kept);
  }

  private record Kept(Decided decided, boolean isDecided, Instant nextAt) {}
}
