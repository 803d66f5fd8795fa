package io.openges.usecase.dispatch;

import io.openges.domain.callback.Absence;
import io.openges.domain.callback.Callback;
import io.openges.ports.driven.dispatch.DispatchQueue.Wake;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Wake-up times as a round decides them. */
final class Wakes {

  /** A version no callback has: the wake-up time was stored with the change already. */
  private static final long STORED = -1;

  private Wakes() {}

  static Wake at(Callback callback, @Nullable Instant at) {
    return at(callback, at, null);
  }

  static Wake at(Callback callback, @Nullable Instant at, @Nullable Instant newExpiry) {
    return new Wake(
        callback.key(),
        callback.status().version(),
        at,
        newExpiry,
        callback.progress().absence());
  }

  static Wake with(Callback callback, @Nullable Absence absence, Instant at) {
    return new Wake(callback.key(), callback.status().version(), at, null, absence);
  }

  static Wake stored(Callback callback) {
    return new Wake(callback.key(), STORED, null, null, null);
  }

  static boolean isSet(Wake wake) {
    return wake.version() != STORED;
  }
}
