package io.openges.domain.callback;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The number to call, kept as it was given, with its international form where one is known.
 *
 * <p>{@link #toString} shows only its ends, so that a number cannot slip into a log (specification
 * 23). Immutable and thread-safe.
 *
 * @param asGiven 1 to 64 characters, as the customer wrote it
 * @param e164 the same number as {@code +} and digits, null if it was not parsed
 */
public record PhoneNumber(String asGiven, @Nullable String e164) {

  /** What stands in place of a number that was erased (specification 6.9). */
  public static final PhoneNumber ERASED = new PhoneNumber("erased", null);

  /** Most characters of a number. */
  public static final int MAX_LENGTH = 64;

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if {@code asGiven} has no or more than 64 characters; the
   *     message does not show the number
   */
  public PhoneNumber {
    requireNonNull(asGiven, "asGiven");
    if (asGiven.isEmpty() || asGiven.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "phone number must have 1 to 64 characters, not " + asGiven.length());
    }
  }

  /** Returns the number that was given, with no international form. */
  public static PhoneNumber of(String asGiven) {
    return new PhoneNumber(asGiven, null);
  }

  /**
   * Returns the digits of the international form, or of what was given: by them two ways to write
   * one number are compared (specification 6.9 and 9).
   */
  public String digits() {
    return (e164 == null ? asGiven : e164).replaceAll("[^0-9]", "");
  }

  /** Returns what may be shown in logs: the first three and last two characters, stars between. */
  public String masked() {
    int length = asGiven.length();
    if (length <= 5) {
      return "*".repeat(length);
    }
    return asGiven.substring(0, 3) + "*".repeat(length - 5) + asGiven.substring(length - 2);
  }

  /** Returns the {@linkplain #masked masked} number. */
  @Override
  public String toString() {
    return masked();
  }
}
