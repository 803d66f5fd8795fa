package io.openges.domain.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.capacity.CapacityRule;
import io.openges.domain.capacity.Slot;
import io.openges.domain.capacity.SlotGrid;
import io.openges.domain.capacity.SlotPlan;
import io.openges.domain.hours.BusinessHours;
import io.openges.domain.hours.DateRange;
import io.openges.domain.hours.DayHours;
import io.openges.domain.hours.LocalRange;
import io.openges.domain.hours.SpecialDay;
import io.openges.domain.hours.WeeklyHours;
import io.openges.domain.time.Interval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Does what every row of the tables of docs/scheduling.md says. */
class SchedulingDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "scheduling.md");
  private static final BigDecimal MILLIS_OF_HOUR = BigDecimal.valueOf(3_600_000);

  static List<Row> hours() {
    return table("Hours on the days clocks change");
  }

  static List<Row> slots() {
    return table("Slots on the days clocks change");
  }

  static List<Row> capacities() {
    return table("Capacities of cells");
  }

  @Test
  void theTablesAreFound() {
    assertThat(hours()).hasSizeGreaterThan(15);
    assertThat(slots()).hasSizeGreaterThan(10);
    assertThat(capacities()).hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @MethodSource("hours")
  void anOfficeIsOpenAsWritten(Row row) {
    var fromAndTo = row.cell(3).split("–", -1);
    var day = DayHours.of(LocalRange.parse(fromAndTo[0], fromAndTo[1]));
    var onlyThen =
        new SpecialDay("d", "d", true, List.of(new DateRange.Dated(row.date(), row.date())), day);
    var office = new BusinessHours(
        "documented", row.zone(), WeeklyHours.everyDay(DayHours.CLOSED), List.of(onlyThen));

    var open = office.openIntervals(row.around());

    if (row.cell(4).equals("never")) {
      assertThat(open).isEmpty();
      assertThat(row.cell(5)).isEqualTo("never");
      assertThat(row.millis(6)).isZero();
    } else {
      var expected = new Interval(row.instant(4), row.instant(5));
      assertThat(open).containsExactly(expected);
      assertThat(expected.duration()).isEqualTo(Duration.ofMillis(row.millis(6)));
      assertThat(office.openFor(row.instant(4))).isEqualTo(expected.duration());
      assertLocal(row, row.instant(4), row.cell(4));
      assertLocal(row, row.instant(5), row.cell(5));
    }
  }

  @ParameterizedTest
  @MethodSource("slots")
  void aDayHasTheSlotsAsWritten(Row row) {
    int minutes = row.number(3);
    var slots =
        row.slots(SlotGrid.of(row.zone(), minutes), slot -> row.dateOf(slot).equals(row.date()));

    assertThat(slots).hasSize(row.number(5));
    assertThat(slots.stream()
            .mapToLong(slot -> slot.interval().duration().toMillis())
            .sum())
        .isEqualTo(row.millis(4));
    assertThat(slots.isEmpty() ? "none" : row.time(slots.get(0))).isEqualTo(row.cell(6));
    var shorter = slots.stream()
        .filter(slot -> slot.interval().duration().compareTo(Duration.ofMinutes(minutes)) < 0)
        .map(row::time)
        .toList();
    assertThat(shorter.isEmpty() ? "none" : String.join(", ", shorter)).isEqualTo(row.cell(7));
  }

  @ParameterizedTest
  @MethodSource("capacities")
  void theSlotsOfACellTakeWhatIsWritten(Row row) {
    var cell = row.cell(3).split(", ", -1);
    var from = LocalTime.parse(cell[0]);
    int cellMinutes = Integer.parseInt(cell[1].replace(" min", ""));
    var callbacks =
        row.cell(4).equals("blank") ? OptionalInt.empty() : OptionalInt.of(row.number(4));
    var rule = CapacityRule.blank("documented", cellMinutes)
        .with(row.date().getDayOfWeek(), from, callbacks);
    var plan = new SlotPlan(row.zone(), row.number(5), 6, rule);
    var end = from.plusMinutes(cellMinutes);

    var totals = row
        .slots(plan.grid(), slot -> {
          var time = slot.start().atZone(row.zone()).toLocalTime();
          return row.dateOf(slot).equals(row.date()) && !time.isBefore(from) && time.isBefore(end);
        })
        .stream()
        .map(plan.capacity()::total)
        .map(String::valueOf)
        .toList();

    assertThat(totals.isEmpty() ? "none" : String.join(", ", totals)).isEqualTo(row.cell(6));
  }

  /** The offsets are those of the zone, not only the instants. */
  private static void assertLocal(Row row, Instant instant, String written) {
    assertThat(OffsetDateTime.parse(written))
        .isEqualTo(instant.atZone(row.zone()).toOffsetDateTime());
  }

  private static List<Row> table(String heading) {
    var rows = new ArrayList<Row>();
    boolean inside = false;
    for (var line : lines()) {
      inside = line.startsWith("#") ? line.equals("### " + heading) : inside;
      if (inside && line.startsWith("|")) {
        var cells = List.of(line.substring(2, line.length() - 2).split(" \\| ", -1));
        rows.add(new Row(cells));
      }
    }
    return rows.subList(2, rows.size());
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(DOCUMENT);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** A row of a table: what happens, zone, date, and what the table is about. */
  record Row(List<String> cells) {

    String cell(int column) {
      return cells.get(column);
    }

    ZoneId zone() {
      return ZoneId.of(cell(1));
    }

    LocalDate date() {
      return LocalDate.parse(cell(2));
    }

    Instant instant(int column) {
      return OffsetDateTime.parse(cell(column)).toInstant();
    }

    /** The number of a cell such as {@code 15 min}. */
    int number(int column) {
      return Integer.parseInt(cell(column).replace(" min", ""));
    }

    /** The milliseconds of a cell such as {@code 23.5 h}. */
    long millis(int column) {
      return new BigDecimal(cell(column).replace(" h", ""))
          .multiply(MILLIS_OF_HOUR)
          .longValueExact();
    }

    /** Three days before the date to three days after it. */
    Interval around() {
      var noon = date().atTime(12, 0).toInstant(ZoneOffset.UTC);
      return new Interval(noon.minus(Duration.ofDays(3)), noon.plus(Duration.ofDays(3)));
    }

    List<Slot> slots(SlotGrid grid, Predicate<Slot> condition) {
      return grid.slots(around()).stream().filter(condition).toList();
    }

    LocalDate dateOf(Slot slot) {
      return slot.start().atZone(zone()).toLocalDate();
    }

    /** When a slot starts, such as {@code 02:30+11:00}. */
    String time(Slot slot) {
      return slot.start().atZone(zone()).toOffsetDateTime().toOffsetTime().toString();
    }

    @Override
    public String toString() {
      return String.join(", ", cells);
    }
  }
}
