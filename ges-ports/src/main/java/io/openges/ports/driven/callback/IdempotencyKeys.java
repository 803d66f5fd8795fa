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
   * Replaces a number by {@code erased} wherever it stands in quotes in the answer that a booking
   * of this callback is to get again (specification 6.9).
   *
   * @param number as the customer wrote it
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  void eraseNumber(CallbackKey key, String number);
}
