package io.openges.domain.phone;

import static java.util.Objects.requireNonNull;

import io.openges.domain.phone.NumberPattern.Kind;
import io.openges.domain.phone.NumberReading.Possible;
import org.jspecify.annotations.Nullable;

/**
 * Whether a number may be called, and what decided it (specification 11). Immutable and
 * thread-safe.
 *
 * @param step what decided
 * @param pattern the pattern that decided, null if none did
 * @param reading what the number is
 */
public record NumberJudgement(Step step, @Nullable NumberPattern pattern, NumberReading reading) {

  /** Checks that step and reading are there. */
  public NumberJudgement {
    requireNonNull(step, "step");
    requireNonNull(reading, "reading");
  }

  /**
   * Judges a number; the first step that decides wins.
   *
   * @param rule of the queue, null if it has none: then every country may be called
   */
  public static NumberJudgement of(NumberReading reading, @Nullable NumberRule rule) {
    if (reading instanceof Possible possible) {
      return rule == null ? byType(possible) : byRule(possible, rule);
    }
    var step = reading instanceof NumberReading.Unreadable ? Step.UNREADABLE : Step.IMPOSSIBLE;
    return new NumberJudgement(step, null, reading);
  }

  /** Says whether the number may be called. */
  public boolean isAllowed() {
    return step == Step.PERMITTED || step == Step.OTHERWISE;
  }

  private static NumberJudgement byRule(Possible number, NumberRule rule) {
    for (var pattern : rule.patterns()) {
      if (pattern.kind() == Kind.BLOCK && pattern.matcher().matches(number.e164())) {
        return new NumberJudgement(Step.BLOCKED, pattern, number);
      }
    }
    var region = number.region();
    boolean isInCountry = region != null && rule.countries().contains(region);
    for (var pattern : rule.patterns()) {
      if (pattern.kind() == Kind.PERMIT
          && (isInCountry || pattern.overrideCountry())
          && pattern.matcher().matches(number.e164())) {
        return new NumberJudgement(Step.PERMITTED, pattern, number);
      }
    }
    return isInCountry ? byType(number) : new NumberJudgement(Step.COUNTRY, null, number);
  }

  private static NumberJudgement byType(Possible number) {
    return new NumberJudgement(
        number.type() == LineType.PREMIUM_RATE ? Step.PREMIUM : Step.OTHERWISE, null, number);
  }

  /** The steps of specification 11, in their order. */
  public enum Step {
    /** It is no number; refused. */
    UNREADABLE(1),
    /** Nobody can have it; refused. */
    IMPOSSIBLE(2),
    /** A pattern blocks it; refused. */
    BLOCKED(3),
    /** A pattern permits it; allowed. */
    PERMITTED(4),
    /** The rule does not name its region; refused. */
    COUNTRY(5),
    /** It is of premium rate; refused. */
    PREMIUM(6),
    /** Nothing speaks against it; allowed. */
    OTHERWISE(7);

    private final int number;

    Step(int number) {
      this.number = number;
    }

    /** Returns its number, 1 to 7. */
    public int number() {
      return number;
    }
  }
}
