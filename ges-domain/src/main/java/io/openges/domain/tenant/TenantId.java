package io.openges.domain.tenant;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/**
 * Names a tenant: the contact-center id (ccid) of the specification's glossary.
 *
 * <p>Immutable and thread-safe.
 *
 * @param value the contact-center id
 */
public record TenantId(UUID value) implements Comparable<TenantId> {

  /** Checks that there is a value. */
  public TenantId {
    requireNonNull(value, "value");
  }

  /** Reads the usual text form of a UUID; empty if {@code text} is anything else. */
  public static Optional<TenantId> parse(String text) {
    return Uuids.parse(text).map(TenantId::new);
  }

  @Override
  public int compareTo(TenantId other) {
    return value.compareTo(other.value);
  }

  /** Returns the UUID as text. */
  @Override
  public String toString() {
    return value.toString();
  }
}
