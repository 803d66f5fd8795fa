package io.openges.domain.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.Uuids;
import java.util.Optional;
import java.util.UUID;

/**
 * Names a callback within its tenant. Clients treat its text as opaque (specification 6.1).
 *
 * <p>Immutable and thread-safe.
 *
 * @param value the id
 */
public record CallbackId(UUID value) implements Comparable<CallbackId> {

  /** Checks that there is a value. */
  public CallbackId {
    requireNonNull(value, "value");
  }

  /** Reads the text form; empty if {@code text} cannot be the id of any callback. */
  public static Optional<CallbackId> parse(String text) {
    return Uuids.parse(text).map(CallbackId::new);
  }

  @Override
  public int compareTo(CallbackId other) {
    return value.compareTo(other.value);
  }

  /** Returns the UUID as text. */
  @Override
  public String toString() {
    return value.toString();
  }
}
