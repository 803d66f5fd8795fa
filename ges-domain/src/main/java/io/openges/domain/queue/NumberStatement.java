package io.openges.domain.queue;

import static io.openges.domain.phone.NumberRule.MAX_EXPRESSION_LENGTH;
import static io.openges.domain.phone.NumberRule.MAX_PATTERNS;
import static java.util.Objects.requireNonNull;

import io.openges.domain.phone.Expressions;
import io.openges.domain.phone.NumberMatcher;
import io.openges.domain.phone.NumberPattern;
import io.openges.domain.phone.NumberPattern.Kind;
import io.openges.domain.phone.NumberRule;
import io.openges.domain.phone.SimplePattern;
import io.openges.domain.queue.SettingsTable.Problem;
import io.openges.domain.rule.RuleName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes a number rule as JSON (specification 11):
 * {@code {"countries":["US"],"patterns":[{"kind":"permit","pattern":"+1900*","overrideCountry":true},
 * {"kind":"block","expression":"\\+1650.*"}]}}. Every pattern has either a simple {@code pattern}
 * or an {@code expression}. Pure functions. Immutable and thread-safe.
 */
public final class NumberStatement {

  private static final Set<String> RULE = Set.of("countries", "patterns");
  private static final Set<String> PATTERN =
      Set.of("kind", "pattern", "expression", "overrideCountry");
  private static final Map<String, Kind> KINDS = Map.of("permit", Kind.PERMIT, "block", Kind.BLOCK);
  private static final Values COUNTRY = Countries.values();

  private final Expressions expressions;
  private final Problems problems = new Problems();

  private NumberStatement(Expressions expressions) {
    this.expressions = requireNonNull(expressions, "expressions");
  }

  /**
   * Reads a rule that is to be made, or made anew.
   *
   * @param name 1 to 64 characters, not only blanks, or it is an error
   * @param statement plain Java values of its JSON
   */
  public static Reading read(String name, Map<?, ?> statement, Expressions expressions) {
    var rule = new NumberStatement(expressions);
    if (!RuleName.isValid(name)) {
      rule.problems.error("name", RuleName.EXPECTED);
    }
    return rule.read(name, statement);
  }

  /**
   * Reads a rule that was stored.
   *
   * @throws IllegalArgumentException if the name has not 1 to 64 characters
   */
  static Reading stored(String name, Map<?, ?> statement, Expressions expressions) {
    return new NumberStatement(expressions).read(RuleName.checked(name), statement);
  }

  /** Returns the statement of a rule. */
  public static Map<String, Object> of(NumberRule rule) {
    var patterns = rule.patterns().stream().map(NumberStatement::of).toList();
    return Map.of("countries", List.copyOf(rule.countries()), "patterns", patterns);
  }

  /** Returns the statement of one pattern. */
  public static Map<String, Object> of(NumberPattern pattern) {
    var written = new LinkedHashMap<String, Object>();
    written.put("kind", pattern.kind() == Kind.PERMIT ? "permit" : "block");
    var matcher = pattern.matcher();
    written.put(matcher.isExpression() ? "expression" : "pattern", matcher.text());
    if (pattern.overrideCountry()) {
      written.put("overrideCountry", true);
    }
    return written;
  }

  private Reading read(String name, Map<?, ?> statement) {
    onlyKnown("", statement, RULE);
    var countries = countries(statement.get("countries"));
    var patterns = patterns(statement.get("patterns"));
    var errors = problems.errors();
    return errors.isEmpty()
        ? new Reading.Valid(new NumberRule(name, countries, patterns))
        : new Reading.Invalid(errors);
  }

  private void onlyKnown(String path, Map<?, ?> members, Set<String> known) {
    // a misspelt member would permit what it was meant to block
    members.keySet().stream()
        .map(String::valueOf)
        .filter(member -> !known.contains(member))
        .sorted()
        .forEach(member -> problems.error(path + member, "is not known"));
  }

  private SortedSet<String> countries(@Nullable Object given) {
    var countries = new TreeSet<String>();
    if (!(given instanceof List<?> list) || list.isEmpty()) {
      problems.error("countries", "expected a list of one region or more");
      return countries;
    }
    for (int i = 0; i < list.size(); i++) {
      var country = list.get(i);
      if (COUNTRY.allow(country)) {
        countries.add(String.valueOf(country));
      } else {
        problems.expected("countries[" + i + "]", COUNTRY.expected(), country);
      }
    }
    return countries;
  }

  private List<NumberPattern> patterns(@Nullable Object given) {
    if (given == null) {
      return List.of();
    }
    if (!(given instanceof List<?> list) || list.size() > MAX_PATTERNS) {
      problems.error("patterns", "expected a list of at most " + MAX_PATTERNS);
      return List.of();
    }
    var patterns = new ArrayList<NumberPattern>();
    for (int i = 0; i < list.size(); i++) {
      pattern("patterns[" + i + "]", list.get(i)).ifPresent(patterns::add);
    }
    return patterns;
  }

  private Optional<NumberPattern> pattern(String path, @Nullable Object given) {
    if (!(given instanceof Map<?, ?> members)) {
      problems.error(path, "expected an object");
      return Optional.empty();
    }
    onlyKnown(path + ".", members, PATTERN);
    var kind = KINDS.get(String.valueOf(members.get("kind")));
    if (kind == null) {
      problems.error(path + ".kind", "expected permit or block");
    }
    boolean override = Boolean.TRUE.equals(members.get("overrideCountry"));
    if (members.get("overrideCountry") != null
        && !(members.get("overrideCountry") instanceof Boolean)) {
      problems.error(path + ".overrideCountry", "expected true or false");
    } else if (override && kind == Kind.BLOCK) {
      problems.error(path + ".overrideCountry", "only a permit overrides countries");
    }
    var matcher = matcher(path, members.get("pattern"), members.get("expression"));
    return kind == null || matcher.isEmpty() || (override && kind == Kind.BLOCK)
        ? Optional.empty()
        : Optional.of(new NumberPattern(kind, matcher.get(), override));
  }

  private Optional<NumberMatcher> matcher(
      String path, @Nullable Object simple, @Nullable Object expression) {
    if ((simple == null) == (expression == null)) {
      problems.error(path, "expected either a pattern or an expression");
      return Optional.empty();
    }
    if (simple != null) {
      var matcher =
          simple instanceof String text ? SimplePattern.of(text) : Optional.<NumberMatcher>empty();
      if (matcher.isEmpty()) {
        problems.error(
            path + ".pattern",
            "expected 1 to " + SimplePattern.MAX_LENGTH + " of digits, * and ?, + only in front");
      }
      return matcher;
    }
    var matcher = expression instanceof String text && text.length() <= MAX_EXPRESSION_LENGTH
        ? expressions.compile(text)
        : Optional.<NumberMatcher>empty();
    if (matcher.isEmpty()) {
      problems.error(
          path + ".expression",
          "expected a regular expression of 1 to " + MAX_EXPRESSION_LENGTH
              + " characters, without look-around, back-references and large repetitions");
    }
    return matcher;
  }

  /** What a statement says. Immutable and thread-safe. */
  public sealed interface Reading {

    /**
     * A statement without errors.
     *
     * @param rule what it says
     */
    record Valid(NumberRule rule) implements Reading {

      /** Checks that there is a rule. */
      public Valid {
        requireNonNull(rule, "rule");
      }
    }

    /**
     * A statement with errors.
     *
     * @param errors all of them, at least one
     */
    record Invalid(List<Problem> errors) implements Reading {

      /** Copies the list. */
      public Invalid {
        errors = List.copyOf(errors);
      }
    }
  }
}
