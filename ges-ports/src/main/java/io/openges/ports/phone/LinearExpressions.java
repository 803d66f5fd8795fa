package io.openges.ports.phone;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.openges.domain.phone.Expressions;
import io.openges.domain.phone.NumberMatcher;
import io.openges.domain.phone.NumberRule;
import java.util.Optional;

/**
 * Regular expressions of RE2/J: without look-around and back-references, and so without
 * backtracking. A match takes at most as many steps as the number has characters, times the size of
 * the expression; that size is bounded here, so that nothing ever has to be given up halfway
 * (specification 11). Stateless; safe for use by many threads at once.
 */
public final class LinearExpressions implements Expressions {

  /** Most instructions of a compiled expression. */
  static final int MAX_SIZE = 2000;

  /** What counted repetitions may multiply to, as they are written out before they are compiled. */
  private static final long MAX_REPETITIONS = 1000;

  private static final Pattern COUNTED = Pattern.compile("\\{([0-9]+)(?:,([0-9]*))?\\}");

  /** Makes it. */
  public LinearExpressions() {}

  @Override
  public Optional<NumberMatcher> compile(String expression) {
    if (expression.isEmpty()
        || expression.length() > NumberRule.MAX_EXPRESSION_LENGTH
        || repetitions(expression) > MAX_REPETITIONS) {
      return Optional.empty();
    }
    try {
      var compiled = Pattern.compile(expression);
      return compiled.programSize() > MAX_SIZE
          ? Optional.empty()
          : Optional.of(new Expression(expression, compiled));
    } catch (PatternSyntaxException notOne) {
      return Optional.empty();
    }
  }

  private static long repetitions(String expression) {
    long product = 1;
    var counted = COUNTED.matcher(expression);
    while (counted.find() && product <= MAX_REPETITIONS) {
      var most = counted.group(2);
      product *= Math.max(1, count(most == null || most.isEmpty() ? counted.group(1) : most));
    }
    return product;
  }

  private static long count(String digits) {
    return digits.length() > 4 ? MAX_REPETITIONS + 1 : Long.parseLong(digits);
  }

  /** A compiled expression. */
  record Expression(String text, Pattern compiled) implements NumberMatcher {

    @Override
    public boolean isExpression() {
      return true;
    }

    @Override
    public boolean matches(String e164) {
      return read(e164);
    }

    boolean read(CharSequence e164) {
      return compiled.matcher(e164).matches();
    }
  }
}
