package io.openges.ports.driven.push;

import io.openges.domain.callback.CallbackKey;
import io.openges.domain.push.PushOffer;
import io.openges.domain.push.PushOffer.Answer;
import io.openges.domain.push.PushOffer.Decided;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Driven port: offers whose outcome a session waits for, one for each callback, so that no node
 * that dies forgets one. An offer is decided once, over all nodes: by its answer or by its end.
 *
 * <p>Safe for use by many threads at once, and by many processes that share the store. Every
 * implementation passes {@code PushOffersContract}. Every method throws
 * {@link io.openges.ports.driven.DependencyUnavailableException} if the store gave no answer; what
 * it was asked for may have been done, and doing it again is harmless.
 */
public interface PushOffers {

  /** Keeps an offer in place of any earlier one of the same callback. */
  void open(PushOffer offer);

  /**
   * Keeps the answer to an offer, if it is open at {@code now}. Until it is settled a later answer
   * takes the place of an earlier one.
   *
   * @return whether it was kept
   */
  boolean answer(CallbackKey key, Answer answer, Instant now);

  /**
   * Takes offers in hand that are answered, or at their end at {@code now}, which decides them
   * against any answer. They are handed out again after {@code lease} unless they are settled.
   *
   * @param limit the most, 1 or more
   * @return those that have waited longest first
   */
  List<Decided> claim(Instant now, Duration lease, int limit);

  /**
   * Has an offer handed out again at {@code at} rather than after its lease, unless it was opened
   * anew or answered otherwise in the meantime.
   */
  void postpone(Decided decided, Instant at);

  /** Forgets an offer, unless it was opened anew or answered otherwise in the meantime. */
  void settle(Decided decided);
}
