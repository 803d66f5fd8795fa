package io.openges.domain.queue;

import static io.openges.domain.queue.Publications.list;
import static io.openges.domain.queue.Publications.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.phone.Expressions;
import io.openges.domain.phone.NumberRule;
import io.openges.domain.phone.SimplePattern;
import io.openges.domain.queue.NumberStatement.Reading;
import io.openges.domain.queue.SettingsTable.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NumberStatementTest {

  /** Takes simple patterns for expressions. */
  private static final Expressions EXPRESSIONS = SimplePattern::of;

  @Test
  void whatIsReadIsWrittenAgain() {
    var statement = object(
        "countries",
        list("FR", "US"),
        "patterns",
        list(
            object("kind", "permit", "pattern", "+1900*", "overrideCountry", true),
            object("kind", "block", "pattern", "+33?12345678")));

    assertThat(NumberStatement.of(rule(statement))).isEqualTo(statement);
  }

  @Test
  void aRuleNeedsNoPatterns() {
    assertThat(rule(object("countries", list("US", "US"))).countries()).containsExactly("US");
  }

  @Test
  void whatIsWrongIsToldWithItsPlace() {
    assertThat(paths(object())).containsExactly("countries");
    assertThat(paths(object("countries", list()))).containsExactly("countries");
    assertThat(paths(object("countries", list("UK", 7))))
        .containsExactly("countries[0]", "countries[1]");
    assertThat(paths(object("countries", list("US"), "country", "x"))).containsExactly("country");
    assertThat(patterns(7)).containsExactly("patterns[0]");
    assertThat(patterns(object("kind", "permit"))).containsExactly("patterns[0]");
    assertThat(patterns(object("kind", "permit", "pattern", "1", "expression", "1")))
        .containsExactly("patterns[0]");
    assertThat(patterns(object("kind", "deny", "pattern", "1")))
        .containsExactly("patterns[0].kind");
    assertThat(patterns(object("kind", "block", "pattern", "x")))
        .containsExactly("patterns[0].pattern");
    assertThat(patterns(object("kind", "block", "expression", "x")))
        .containsExactly("patterns[0].expression");
    assertThat(patterns(object("kind", "block", "pattern", "1", "overrideCountry", true)))
        .containsExactly("patterns[0].overrideCountry");
    assertThat(patterns(object("kind", "permit", "pattern", "1", "overrideCountry", "yes")))
        .containsExactly("patterns[0].overrideCountry");
    assertThat(patterns(object("kind", "permit", "pattern", "1", "override", true)))
        .containsExactly("patterns[0].override");
  }

  @Test
  void aRuleHasAtMost200Patterns() {
    var pattern = object("kind", "block", "pattern", "1");

    assertThat(rule(object("countries", list("US"), "patterns", Collections.nCopies(200, pattern)))
            .patterns())
        .hasSize(200);
    assertThat(
            paths(object("countries", list("US"), "patterns", Collections.nCopies(201, pattern))))
        .containsExactly("patterns");
  }

  @Test
  void aNameHas1To64Characters() {
    var statement = object("countries", list("US"));

    assertThat(NumberStatement.read("n".repeat(64), statement, EXPRESSIONS))
        .isInstanceOf(Reading.Valid.class);
    assertThat(NumberStatement.read("n".repeat(65), statement, EXPRESSIONS))
        .isInstanceOf(Reading.Invalid.class);
    assertThat(NumberStatement.read("", statement, EXPRESSIONS))
        .isInstanceOf(Reading.Invalid.class);
  }

  @Test
  void aStoredRuleThatCannotBeReadPermitsNothingUntilItIsReplaced() {
    var rules = NumberRules.NONE
        .with(rule(object("countries", list("US"))))
        .assigning(new QueueName("VQ"), "r");
    assertThat(NumberRules.read(rules.content(), EXPRESSIONS)).contains(rules);

    var newer = Map.of("rules", Map.of("r", "?"), "assignments", Map.of("VQ", "r"));
    var read = NumberRules.read(newer, EXPRESSIONS).orElseThrow();

    assertThat(read.isWhole()).isFalse();
    assertThat(read.ruleOf(new QueueName("VQ"))).isEqualTo(NumberRule.unreadable("r"));
    assertThat(NumberRules.read(read.content(), EXPRESSIONS)).contains(read);
    assertThat(read.replacingUnreadable(rules)).isEqualTo(rules);
    assertThat(NumberRules.read("?", EXPRESSIONS)).isEmpty();
    assertThat(NumberRules.read(null, EXPRESSIONS)).isEqualTo(Optional.of(NumberRules.NONE));
  }

  @Test
  void anAssignedRuleThatIsNotThereIsNotReadable() {
    var missing = Map.of("rules", Map.of(), "assignments", Map.of("VQ", "r"));

    var read = NumberRules.read(missing, EXPRESSIONS).orElseThrow();

    assertThat(read.isWhole()).isFalse();
    assertThat(read.ruleOf(new QueueName("VQ"))).isEqualTo(NumberRule.unreadable("r"));
  }

  private static NumberRule rule(Map<String, Object> statement) {
    return ((Reading.Valid) NumberStatement.read("r", statement, EXPRESSIONS)).rule();
  }

  private static List<String> patterns(Object pattern) {
    return paths(object("countries", list("US"), "patterns", list(pattern)));
  }

  private static List<String> paths(Map<String, Object> statement) {
    var reading = (Reading.Invalid) NumberStatement.read("r", statement, EXPRESSIONS);
    return reading.errors().stream().map(Problem::path).toList();
  }
}
