package io.openges.domain.queue;

import static io.openges.domain.queue.Publications.object;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.capacity.CapacityRule;
import io.openges.domain.queue.SettingsTable.Problem;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Specification 8.2, JSON statement. */
class CapacityStatementTest {

  private static final LocalTime NINE = LocalTime.of(9, 0);
  private static final LocalTime NOON = LocalTime.NOON;
  private static final CapacityRule HALVES = CapacityRule.blank("Week", 30);

  @Test
  void onlyTheCellsNamedAreSet() {
    var before = HALVES.with(MONDAY, NOON, OptionalInt.of(1));

    var rule = apply(before, object("mon", object("09:00", 10, "09:30", 12)));

    assertThat(rule.filledCells())
        .isEqualTo(Map.of(MONDAY, Map.of(NINE, 10, LocalTime.of(9, 30), 12, NOON, 1)));
  }

  @Test
  void theStarIsEveryDay() {
    var rule = apply(HALVES, object("*", object("12:00", 0)));

    assertThat(rule.filledCells())
        .hasSize(7)
        .allSatisfy((day, cells) -> assertThat(cells).isEqualTo(Map.of(NOON, 0)));
  }

  @Test
  void aNamedDayWinsOverTheStarWhereverItStands() {
    var rule = apply(HALVES, object("mon", object("12:00", 5), "*", object("12:00", 0)));

    assertThat(rule.callbacksAt(MONDAY, NOON)).hasValue(5);
    assertThat(rule.callbacksAt(TUESDAY, NOON)).hasValue(0);
    assertThat(rule.callbacksAt(SUNDAY, NOON)).hasValue(0);
  }

  @Test
  void nullBlanksACell() {
    var cells = new HashMap<String, Object>();
    cells.put("12:00", null);
    var before =
        HALVES.with(MONDAY, NOON, OptionalInt.of(1)).with(TUESDAY, NOON, OptionalInt.of(2));

    assertThat(apply(before, object("mon", cells)).filledCells())
        .isEqualTo(Map.of(TUESDAY, Map.of(NOON, 2)));
  }

  @Test
  void wholeNumbersMayComeAsFractions() {
    assertThat(apply(HALVES, object("mon", object("09:00", new BigDecimal("4.0"))))
            .callbacksAt(MONDAY, NINE))
        .hasValue(4);
  }

  @Test
  void everyErrorIsNamedByItsPath() {
    var statement = object(
        "funday",
        object("09:00", 1),
        "mon",
        object("09:15", 1),
        "tue",
        object("09:00", -1),
        "wed",
        object("09:00", 10_001),
        "thu",
        object("09:00", "many"),
        "fri",
        7,
        "*",
        object("24:00", 1));

    assertThat(errors(HALVES, statement))
        .extracting(Problem::path)
        .containsExactly(
            "capacity.funday",
            "capacity.*.24:00",
            "capacity.mon.09:15",
            "capacity.tue.09:00",
            "capacity.wed.09:00",
            "capacity.thu.09:00",
            "capacity.fri");
  }

  @Test
  void messagesSayWhatIsExpected() {
    var hours = CapacityRule.blank("Week", 60);

    assertThat(errors(hours, object("mon", object("09:30", 1))))
        .containsExactly(new Problem("capacity.mon.09:30", "expected a full hour such as 09:00"));
    assertThat(errors(HALVES, object("mon", object("9:30", 1))))
        .containsExactly(
            new Problem("capacity.mon.9:30", "expected a full or half hour such as 09:30"));
    assertThat(errors(HALVES, object("mon", object("09:30", 1.5))))
        .containsExactly(new Problem(
            "capacity.mon.09:30", "expected an integer from 0 to 10000, or null, not 1.5"));
    assertThat(errors(HALVES, object("Mon", object())))
        .containsExactly(
            new Problem("capacity.Mon", "expected one of mon, tue, wed, thu, fri, sat, sun, *"));
  }

  @Test
  void aDayThatIsNullIsAnError() {
    var statement = new HashMap<String, Object>();
    statement.put("mon", null);
    statement.put("*", null);

    assertThat(errors(HALVES, statement))
        .extracting(Problem::path)
        .containsExactly("capacity.*", "capacity.mon");
  }

  @Test
  void withoutAPathErrorsBeginWithTheDay() {
    var reading = CapacityStatement.apply(HALVES, object("mon", object("x", 1)), "");

    assertThat(((CapacityStatement.Reading.Invalid) reading).errors())
        .extracting(Problem::path)
        .containsExactly("mon.x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "9", "09:60", "09:00:00", "0900", "٠٩:٠٠", "-1:00"})
  void otherTimesAreErrors(String time) {
    assertThat(errors(HALVES, object("mon", object(time, 1)))).hasSize(1);
  }

  @Test
  void aRuleIsWrittenAsTheStatementThatMakesIt() {
    var statement = object("mon", object("09:00", 10), "sun", object("23:30", 0));

    var rule = apply(HALVES, statement);

    assertThat(CapacityStatement.of(rule)).isEqualTo(statement);
    assertThat(CapacityStatement.of(HALVES)).isEmpty();
  }

  private static CapacityRule apply(CapacityRule rule, Map<String, Object> statement) {
    var reading = CapacityStatement.apply(rule, statement, "capacity");
    assertThat(reading).isInstanceOf(CapacityStatement.Reading.Valid.class);
    return ((CapacityStatement.Reading.Valid) reading).rule();
  }

  private static List<Problem> errors(CapacityRule rule, Map<String, Object> statement) {
    var reading = CapacityStatement.apply(rule, statement, "capacity");
    assertThat(reading).isInstanceOf(CapacityStatement.Reading.Invalid.class);
    return ((CapacityStatement.Reading.Invalid) reading).errors();
  }
}
