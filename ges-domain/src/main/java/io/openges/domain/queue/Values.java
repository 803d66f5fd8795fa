package io.openges.domain.queue;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The values a field may have, and how to say so. Immutable and thread-safe.
 *
 * @param expected such as {@code an integer from 0 to 720}
 * @param allowed whether a JSON value is one of them
 */
record Values(String expected, Predicate<Object> allowed) {

  static final Values FLAG = new Values("true or false", Boolean.class::isInstance);

  static final Values ANY_TEXT = new Values("a text", String.class::isInstance);

  boolean allow(Object value) {
    return allowed.test(value);
  }

  static Values text(int shortest, int longest) {
    var expected = shortest == 0
        ? "a text of at most " + longest + " characters"
        : "a text of " + shortest + " to " + longest + " characters";
    return new Values(
        expected,
        value ->
            value instanceof String text && text.length() >= shortest && text.length() <= longest);
  }

  static Values pattern(String regex) {
    var pattern = Pattern.compile(regex);
    return new Values(
        "a text that matches " + regex,
        value -> value instanceof String text && pattern.matcher(text).matches());
  }

  static Values oneOf(String... names) {
    var allowed = Set.of(names);
    return new Values(
        "one of " + String.join(", ", names),
        value -> value instanceof String text && allowed.contains(text));
  }

  static Values integer(int least, int most) {
    return new Values("an integer from " + least + " to " + most, value -> {
      var number = wholeNumber(value);
      return number.isPresent() && number.getAsInt() >= least && number.getAsInt() <= most;
    });
  }

  static Values integerOf(Integer... numbers) {
    var allowed = List.of(numbers);
    var words = String.join(", ", allowed.stream().map(String::valueOf).toList());
    return new Values("one of " + words, value -> {
      var number = wholeNumber(value);
      return number.isPresent() && allowed.contains(number.getAsInt());
    });
  }

  static Values listOf(int most, Values entries) {
    return new Values(
        "a list of at most " + most + " entries, each " + entries.expected(),
        value -> value instanceof List<?> list
            && list.size() <= most
            && list.stream().allMatch(entry -> entry != null && entries.allow(entry)));
  }

  /** The number, if it is whole: some JSON libraries read every number as a fraction. */
  static OptionalInt wholeNumber(Object value) {
    if (!(value instanceof Number)) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(new BigDecimal(value.toString()).intValueExact());
    } catch (ArithmeticException | NumberFormatException notWhole) {
      return OptionalInt.empty();
    }
  }
}
