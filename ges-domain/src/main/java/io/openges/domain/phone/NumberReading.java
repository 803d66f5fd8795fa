package io.openges.domain.phone;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a number is, read as it will be dialled (specification 11). Immutable and thread-safe.
 *
 * <p>What holds a number shows nothing of it in its text form (specification 23).
 */
public sealed interface NumberReading {

  /** Returns the number as {@code +} and digits, null if no number can be read at all. */
  @Nullable
  String e164();

  /** It is no telephone number. */
  record Unreadable() implements NumberReading {

    @Override
    public @Nullable String e164() {
      return null;
    }
  }

  /**
   * It is one, but nobody can have it: its length is wrong, or its country code is nobody's.
   *
   * @param e164 {@code +} and digits, null if there is no such form
   */
  record Impossible(@Nullable String e164) implements NumberReading {

    /** Returns that it is impossible, without the number. */
    @Override
    public String toString() {
      return "Impossible";
    }
  }

  /**
   * It can be dialled.
   *
   * @param e164 {@code +} and digits
   * @param region whose it is, ISO 3166 alpha-2, {@code 001} for those of no country; null if its
   *     plan does not say
   * @param type what kind of line it belongs to
   */
  record Possible(String e164, @Nullable String region, LineType type) implements NumberReading {

    /** Checks that number and type are there. */
    public Possible {
      requireNonNull(e164, "e164");
      requireNonNull(type, "type");
    }

    /** Returns region and type, without the number. */
    @Override
    public String toString() {
      return "Possible[" + region + ", " + type + "]";
    }
  }
}
