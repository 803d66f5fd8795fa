package io.openges.ports.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.phone.LinearExpressions.Expression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearExpressionsTest {

  private static final String LONGEST = "+123456789012345";

  private final LinearExpressions expressions = new LinearExpressions();

  @ParameterizedTest
  @CsvSource({
    "'\\+33[67][0-9]{8}', +33612345678, true",
    "'\\+33[67][0-9]{8}', +33112345678, false",
    "'\\+33', +33612345678, false",
    "'33.*', +33612345678, false",
    "'.*', +33612345678, true",
    "'\\+(33|44).*', +441212345678, true"
  })
  void anExpressionMatchesWholeNumbers(String expression, String e164, boolean matches) {
    assertThat(expressions.compile(expression).orElseThrow().matches(e164)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "(", "[", "(?=1)1", "(1)\\1", "1{2000}", "(1{100}){100}", "((1{99}){99}){99}"})
  void whatCannotBeMatchedInBoundedTimeIsNoExpression(String expression) {
    assertThat(expressions.compile(expression)).isEmpty();
  }

  @Test
  void anExpressionHasAtMost256Characters() {
    assertThat(expressions.compile("1".repeat(256))).isPresent();
    assertThat(expressions.compile("1".repeat(257))).isEmpty();
  }

  /** Where others try every way to divide the number, each character is read a few times only. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(\\+?[0-9]+)+x",
        "\\+((1|12)*)*x",
        "\\+([0-9]*[0-9]*[0-9]*[0-9]*)*x",
        "(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x",
        "((((((.*)*)*)*)*)*)*x",
        "([0-9]{0,9}){0,50}x",
        "(?:.?){900}x"
      })
  void aCatastropheOfOthersIsAFewSteps(String expression) {
    var compiled = (Expression) expressions.compile(expression).orElseThrow();
    var number = new Counting(LONGEST);

    assertThat(compiled.read(number)).isFalse();

    assertThat(number.reads).isLessThanOrEqualTo(8 * LONGEST.length());
    assertThat(compiled.compiled().programSize()).isLessThanOrEqualTo(LinearExpressions.MAX_SIZE);
  }

  @Test
  void expressionsOfTheSameTextAreEqual() {
    assertThat(expressions.compile("\\+33.*")).isEqualTo(expressions.compile("\\+33.*"));
    assertThat(expressions.compile("\\+33.*")).isNotEqualTo(expressions.compile("\\+44.*"));
  }

  /** Counts how often its characters are read. */
  private static final class Counting implements CharSequence {
    private final String text;
    private int reads;

    Counting(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      reads++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      reads += end - start;
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      throw new UnsupportedOperationException("not counted");
    }
  }
}
