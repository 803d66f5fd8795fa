package io.openges.domain.booking;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One failed check of a booking (specifications 3.2.2 and 24). Immutable and thread-safe.
 *
 * @param check the check's number in the order of 3.2.2, 4 to 14
 * @param code what failed
 * @param until when it may succeed, null if waiting does not help
 */
public record Refusal(int check, ReasonCode code, @Nullable Instant until) {

  /** Checks that there is a code. */
  public Refusal {
    requireNonNull(code, "code");
  }

  /** Returns a refusal that waiting does not cure. */
  public static Refusal of(int check, ReasonCode code) {
    return new Refusal(check, code, null);
  }
}
