package io.openges.ports.driven.callback;

import io.openges.domain.callback.CallbackKey;
import io.openges.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * Driven port: looks up remembered answers before a booking is judged, so that a repetition is
 * answered although its time may have passed or its slot may be full by now. The decision that
 * counts is made by {@link BookingStore#book}.
 *
 * <p>Safe for use by many threads at once. Every implementation passes {@code IdempotencyContract}.
 */
public interface IdempotencyKeys {

  /**
   * Returns what is remembered of {@code key}, empty if it is free or was used more than 24 hours
   * before {@code now}.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<BookingStore.Remembered> find(TenantId tenant, String key, Instant now);

  /**
   * Erases fingerprint and answer of the booking of this callback, whose answer names its id in
   * quotes: a digest of a request tells the number to whoever tries them all. The key stays taken
   * until its time is over, so that a repetition is a mismatch and never a new booking
   * (specification 6.9).
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  void erase(CallbackKey key);
}
