package io.openges.domain.callin;

import java.util.Collection;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/**
 * The access codes that may be made: {@code size} numbers in a row (specification 16). Immutable
 * and thread-safe.
 *
 * @param first the lowest, 1 or more
 * @param size how many, 1 or more
 */
public record CodeSpace(int first, int size) {

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if a bound is less than 1 or the last code is no int
   */
  public CodeSpace {
    if (first < 1 || size < 1 || first > Integer.MAX_VALUE - size) {
      throw new IllegalArgumentException("no codes: " + size + " from " + first);
    }
  }

  /**
   * Returns all codes of so many digits, none with a leading zero.
   *
   * @param digits 1 to 9
   */
  public static CodeSpace ofLength(int digits) {
    int first = 1;
    for (int digit = 1; digit < digits; digit++) {
      first = Math.multiplyExact(first, 10);
    }
    return new CodeSpace(first, Math.multiplyExact(first, 9));
  }

  /**
   * Chooses a code that is not taken, each with the same chance however many are taken; empty if
   * all are.
   *
   * @param taken codes that cannot be had; others than those of this space do no harm
   * @param below returns by chance a number from 0, inclusive, to its argument, exclusive
   */
  public OptionalInt choose(Collection<Integer> taken, IntUnaryOperator below) {
    var occupied = taken.stream()
        .mapToInt(Integer::intValue)
        .filter(code -> code >= first && code - first < size)
        .distinct()
        .sorted()
        .toArray();
    if (occupied.length >= size) {
      return OptionalInt.empty();
    }
    int code = first + below.applyAsInt(size - occupied.length);
    for (int one : occupied) {
      if (one > code) {
        break;
      }
      code++;
    }
    return OptionalInt.of(code);
  }
}
