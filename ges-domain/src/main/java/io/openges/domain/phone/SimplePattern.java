package io.openges.domain.phone;

import java.util.Optional;

/**
 * Digits, with {@code *} for any digits (or none) and {@code ?} for one digit (specification 11).
 * One that begins with {@code +} is compared with the whole number, any other with the digits after
 * its {@code +}. Immutable and thread-safe.
 *
 * @param text as it was written
 */
public record SimplePattern(String text) implements NumberMatcher {

  /** Most characters of a simple pattern. */
  public static final int MAX_LENGTH = 64;

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it has no or more than 64 characters, or others than
   *     digits, {@code *}, {@code ?} and a {@code +} in front
   */
  public SimplePattern {
    if (!isPattern(text)) {
      throw new IllegalArgumentException("not a simple pattern: " + text);
    }
  }

  /** Returns the pattern a text is, empty if it is none. */
  public static Optional<NumberMatcher> of(String text) {
    return isPattern(text) ? Optional.of(new SimplePattern(text)) : Optional.empty();
  }

  private static boolean isPattern(String text) {
    var body = text.startsWith("+") ? text.substring(1) : text;
    return !body.isEmpty()
        && text.length() <= MAX_LENGTH
        && body.chars().allMatch(it -> (it >= '0' && it <= '9') || it == '*' || it == '?');
  }

  @Override
  public boolean isExpression() {
    return false;
  }

  /** On a mismatch only the last star can take one digit more, so nothing is tried twice. */
  @Override
  public boolean matches(String e164) {
    var number = text.startsWith("+") ? e164 : e164.substring(1);
    int at = 0;
    int of = 0;
    int star = -1;
    int afterStar = 0;
    while (of < number.length()) {
      char wanted = at < text.length() ? text.charAt(at) : 0;
      if (wanted == '*') {
        star = at++;
        afterStar = of;
      } else if (wanted == number.charAt(of) || (wanted == '?' && number.charAt(of) != '+')) {
        at++;
        of++;
      } else if (star >= 0 && number.charAt(afterStar) != '+') {
        at = star + 1;
        of = ++afterStar;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    return at == text.length();
  }
}
