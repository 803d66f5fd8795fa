package io.openges.domain.push;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.CallbackKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a customer was told to call, and what the session waits for (specification 15.1). Immutable
 * and thread-safe.
 *
 * @param key the callback
 * @param attempt whose session made the offer, 1 or more
 * @param expiresAt from when on nobody answers it any more, milliseconds, UTC
 */
public record PushOffer(CallbackKey key, int attempt, Instant expiresAt) {

  /** Checks that every part is there. */
  public PushOffer {
    requireNonNull(key, "key");
    requireNonNull(expiresAt, "expiresAt");
  }

  /**
   * That the customer will call. The code is a secret: {@link #toString} does not show it.
   *
   * @param number what is called, {@code +} and digits
   * @param accessCode what the caller will type in, null if nothing
   */
  public record Answer(String number, @Nullable Integer accessCode) {

    /** Checks that there is a number. */
    public Answer {
      requireNonNull(number, "number");
    }

    /** Returns the number, and whether there is a code. */
    @Override
    public String toString() {
      return number + (accessCode == null ? "" : " with a code");
    }
  }

  /**
   * What became of an offer. Immutable and thread-safe.
   *
   * @param offer the offer
   * @param answer the customer's answer, null if none came in time
   */
  public record Decided(PushOffer offer, @Nullable Answer answer) {

    /** Checks that there is an offer. */
    public Decided {
      requireNonNull(offer, "offer");
    }
  }
}
