package io.openges.domain.callin;

import io.openges.domain.queue.SettingsTable.Problem;
import io.openges.domain.rule.RuleName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a group from plain values of JSON and names everything that is wrong with it (specification
 * 16). Members that are absent have their defaults, members that nobody knows are ignored. Not
 * thread-safe; made for one group.
 */
final class CallInGroupReader {

  static final String NUMBERS = "numbers";
  static final String EXPIRY = "expirySeconds";
  static final String CODES = "generateAccessCode";
  static final String LENGTH = "accessCodeLength";

  private final Map<?, ?> content;
  private final List<Problem> problems = new ArrayList<>();

  private CallInGroupReader(Map<?, ?> content) {
    this.content = content;
  }

  /**
   * Reads the group of that name.
   *
   * @param names says which names can be had; none but those of 1 to 64 characters
   */
  static CallInGroups.Reading read(String name, Map<?, ?> content, Predicate<String> names) {
    var reader = new CallInGroupReader(content);
    if (!names.test(name)) {
      reader.problem("name", RuleName.EXPECTED);
    }
    var numbers = reader.numbers();
    int expiry = reader.integer(
        EXPIRY,
        CallInGroup.MIN_EXPIRY_SECONDS,
        CallInGroup.MAX_EXPIRY_SECONDS,
        CallInGroup.DEFAULT_EXPIRY_SECONDS);
    boolean codes = reader.flag();
    int length = reader.integer(
        LENGTH,
        CallInGroup.MIN_CODE_LENGTH,
        CallInGroup.MAX_CODE_LENGTH,
        CallInGroup.DEFAULT_CODE_LENGTH);
    return reader.problems.isEmpty()
        ? new CallInGroups.Reading.Valid(new CallInGroup(name, numbers, expiry, codes, length))
        : new CallInGroups.Reading.Invalid(reader.problems);
  }

  private List<String> numbers() {
    if (!(content.get(NUMBERS) instanceof List<?> listed)
        || listed.isEmpty()
        || listed.size() > CallInGroup.MAX_NUMBERS) {
      problem(NUMBERS, "expected an array of 1 to " + CallInGroup.MAX_NUMBERS + " numbers");
      return List.of();
    }
    var numbers = new ArrayList<String>();
    var seen = new HashSet<String>();
    for (int i = 0; i < listed.size(); i++) {
      var path = NUMBERS + "[" + i + "]";
      if (!(listed.get(i) instanceof String number) || !CallInGroup.isNumber(number)) {
        problem(path, "expected + and 2 to 15 digits");
      } else if (!seen.add(number)) {
        problem(path, "is there twice");
      } else {
        numbers.add(number);
      }
    }
    return numbers;
  }

  private int integer(String name, int least, int most, int otherwise) {
    var value = content.get(name);
    if (value == null) {
      return otherwise;
    }
    var number = value instanceof Number given ? given.doubleValue() : Double.NaN;
    if (!(number >= least && number <= most) || number != Math.rint(number)) {
      problem(name, "expected an integer of " + least + " to " + most);
      return otherwise;
    }
    return (int) number;
  }

  private boolean flag() {
    @Nullable Object value = content.get(CODES);
    if (value != null && !(value instanceof Boolean)) {
      problem(CODES, "expected true or false");
    }
    return !Boolean.FALSE.equals(value);
  }

  private void problem(String path, String expectation) {
    problems.add(new Problem(path, expectation));
  }
}
