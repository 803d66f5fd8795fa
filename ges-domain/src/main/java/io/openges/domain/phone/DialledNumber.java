package io.openges.domain.phone;

import static java.util.Objects.requireNonNull;

/**
 * A number as it will be dialled, ready to be read (specification 11): a queue's prefix, then what
 * the customer gave. Immutable and thread-safe. {@link #toString} does not show the number.
 *
 * @param text what to read; begins with {@code +} if it is international
 * @param isInternational whether it begins with a country code; else it is read as a national
 *     number first
 * @param country where national numbers are at home, ISO 3166 alpha-2
 */
public record DialledNumber(String text, boolean isInternational, String country) {

  private static final char PLUS = '+';
  private static final char WIDE_PLUS = '\uFF0B';

  /** Checks that every part is there. */
  public DialledNumber {
    requireNonNull(text, "text");
    requireNonNull(country, "country");
  }

  /**
   * Puts prefix and number together. Where they meet in a {@code +}, a doubled one counts once, and
   * what a prefix has before it only leads to a line, such as {@code 9} in {@code 9+44}.
   *
   * @param prefix of characters of a dial; may be empty
   * @param given as the customer wrote it
   * @param country where national numbers are at home, ISO 3166 alpha-2
   */
  public static DialledNumber of(String prefix, String given, String country) {
    var number = given.strip();
    boolean plusGiven = !number.isEmpty() && isPlus(number.charAt(0));
    boolean plusPut = prefix.endsWith("+");
    if (plusPut || (plusGiven && prefix.indexOf(PLUS) < 0)) {
      return new DialledNumber(PLUS + (plusGiven ? number.substring(1) : number), true, country);
    }
    var text = prefix + number;
    return new DialledNumber(text, text.startsWith("+"), country);
  }

  private static boolean isPlus(char first) {
    return first == PLUS || first == WIDE_PLUS;
  }

  /** Returns how it is read, without the number. */
  @Override
  public String toString() {
    return "DialledNumber[" + (isInternational ? "international" : country) + "]";
  }
}
