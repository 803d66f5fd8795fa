package io.openges.domain.tenant;

import java.util.Optional;
import java.util.UUID;

/**
 * Reads UUIDs strictly: {@link UUID#fromString} also takes shortened groups, which would give one
 * record many names.
 *
 * <p>Immutable and thread-safe.
 */
public final class Uuids {

  private Uuids() {}

  /** Returns the UUID that {@code text} spells in the 36-character form, in any case of letters. */
  public static Optional<UUID> parse(String text) {
    if (text.length() != 36) {
      return Optional.empty();
    }
    try {
      var uuid = UUID.fromString(text);
      return uuid.toString().equalsIgnoreCase(text) ? Optional.of(uuid) : Optional.empty();
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }
}
