package io.openges.domain.phone;

import static java.util.Objects.requireNonNull;

/**
 * One pattern of a {@link NumberRule}. Immutable and thread-safe.
 *
 * @param kind what it does with numbers that match
 * @param matcher which numbers these are
 * @param overrideCountry whether it permits them in countries that the rule does not name; only a
 *     permit does
 */
public record NumberPattern(Kind kind, NumberMatcher matcher, boolean overrideCountry) {

  /**
   * Checks that the parts are there and fit.
   *
   * @throws IllegalArgumentException if a block says {@code overrideCountry}
   */
  public NumberPattern {
    requireNonNull(kind, "kind");
    requireNonNull(matcher, "matcher");
    if (overrideCountry && kind == Kind.BLOCK) {
      throw new IllegalArgumentException("a block overrides nothing");
    }
  }

  /** What a pattern does. */
  public enum Kind {
    /** Numbers may be called, even at premium rate. */
    PERMIT,
    /** Numbers may not be called. */
    BLOCK
  }
}
