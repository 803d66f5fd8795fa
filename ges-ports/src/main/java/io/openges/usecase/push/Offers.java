package io.openges.usecase.push;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.push.PushOffer;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.dispatch.CallSessions;
import io.openges.ports.driven.dispatch.CallSessions.Delivery;
import io.openges.ports.driven.dispatch.CallSessions.Running;
import io.openges.ports.driven.push.PushOffers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Waits for the answers of customers who are to call, and tells the sessions that made the offers
 * what became of them, until they know (specification 15.1). What it waits for is kept in the
 * store, so that any node goes on where another ended. Safe for use by many threads at once.
 */
public final class Offers {

  /** Should telling a batch take longer, some are told twice, which is harmless. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static final int BATCH = 3;

  /** After the first silence of a session's server; each further one doubles it, up to a lease. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private static final int MOST_SILENT = 10_000;

  private final PushOffers offers;
  private final CallbackStore callbacks;
  private final CallSessions sessions;
  private final Runnable alarm;
  private final InstantSource time;

  /** When to tell next is kept by the store; how long the next pause is, each node knows alone. */
  private final Map<PushOffer, Duration> silent = new ConcurrentHashMap<>();

  /**
   * Makes it.
   *
   * @param alarm called when an offer was answered, to have {@link #follow} called soon
   */
  public Offers(
      PushOffers offers,
      CallbackStore callbacks,
      CallSessions sessions,
      Runnable alarm,
      InstantSource time) {
    this.offers = requireNonNull(offers, "offers");
    this.callbacks = requireNonNull(callbacks, "callbacks");
    this.sessions = requireNonNull(sessions, "sessions");
    this.alarm = requireNonNull(alarm, "alarm");
    this.time = requireNonNull(time, "time");
  }

  /**
   * Opens an offer of the current attempt in place of any earlier one.
   *
   * @param life how long it stands
   * @return when it ends
   * @throws io.openges.ports.driven.DependencyUnavailableException if nobody knows whether it was
   *     kept
   */
  public Instant open(Callback callback, Duration life) {
    var ends = now().plus(life);
    offers.open(new PushOffer(callback.key(), callback.attempt().number(), ends));
    return ends;
  }

  /**
   * Takes note that a customer is going to call; nothing happens if no offer is open.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if nobody knows whether it was
   *     kept; the customer may ask again
   */
  public void answered(CallbackKey key, PushOffer.Answer answer) {
    if (offers.answer(key, answer, now())) {
      alarm.run();
    }
  }

  /**
   * Tells the sessions of answered and of expired offers; to be called again and again by every
   * node.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer, for
   *     some offer at least, after the others of its batch; the next round makes up for it
   */
  public void follow() {
    int taken = BATCH;
    while (taken == BATCH && !Thread.currentThread().isInterrupted()) {
      var decided = offers.claim(now(), LEASE, BATCH);
      tellAll(decided);
      taken = decided.size();
    }
  }

  private void tellAll(List<PushOffer.Decided> decided) {
    DependencyUnavailableException failed = null;
    for (var one : decided) {
      try {
        tell(one);
      } catch (DependencyUnavailableException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  /** Silence is no end: it is told again soon, as long as the attempt goes on. */
  private void tell(PushOffer.Decided decided) {
    var offer = decided.offer();
    if (isSettled(decided)) {
      silent.remove(offer);
      offers.settle(decided);
    } else {
      var pause = silent.getOrDefault(offer, PAUSE);
      if (silent.size() >= MOST_SILENT) {
        silent.clear();
      }
      var next = pause.multipliedBy(2);
      silent.put(offer, next.compareTo(LEASE) < 0 ? next : LEASE);
      offers.postpone(decided, now().plus(pause));
    }
  }

  private boolean isSettled(PushOffer.Decided decided) {
    var offer = decided.offer();
    var attempt = callbacks
        .find(offer.key())
        .filter(callback -> callback.state().isOpen())
        .map(Callback::attempt)
        .filter(current -> current.number() == offer.attempt());
    if (attempt.isEmpty()) {
      return true;
    }
    var session = attempt.get().session();
    return session != null
        && sessions.tell(new Running(offer.key(), offer.attempt(), session), decided.answer())
            != Delivery.NO_ANSWER;
  }

  private Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
