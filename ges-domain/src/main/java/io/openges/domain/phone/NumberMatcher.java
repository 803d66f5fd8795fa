package io.openges.domain.phone;

/**
 * A pattern that numbers match or not. Every implementation is immutable, thread-safe, equal to
 * another of the same text, and takes a time that is linear in the length of the number.
 */
public interface NumberMatcher {

  /** Returns the pattern as it was written. */
  String text();

  /** Says whether it is a regular expression; else it is a simple pattern. */
  boolean isExpression();

  /**
   * Says whether a whole number matches; never throws.
   *
   * @param e164 {@code +} and digits
   */
  boolean matches(String e164);
}
