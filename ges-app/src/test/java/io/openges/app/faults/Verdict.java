package io.openges.app.faults;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What came of a run. Immutable and thread-safe.
 *
 * @param plan what was done
 * @param counts what was counted
 * @param took how long it took
 * @param violations what must not be, a line each; none means that all is well
 */
record Verdict(Plan plan, Counts counts, Duration took, List<String> violations) {

  private static final int SHOWN = 5;

  Verdict {
    violations = List.copyOf(violations);
  }

  /**
   * What was counted.
   *
   * @param booked requests answered by 200
   * @param refused requests answered by "slot full"
   * @param repeated how often a request had to be repeated
   * @param entries stream entries written
   */
  record Counts(int booked, int refused, int repeated, int entries) {}

  /** Says whether nothing was lost, doubled or oversold. */
  boolean isGood() {
    return violations.isEmpty();
  }

  /** Returns the head of the table. */
  static String head() {
    return row(
        "run",
        "seed",
        "fault",
        "after",
        "booked",
        "refused",
        "repeated",
        "entries",
        "sec",
        "verdict");
  }

  /** Returns the line of the table, and one for each of the first violations. */
  String line(int number) {
    var line = new StringBuilder(row(
        number,
        plan.seed(),
        plan.fault().label(),
        plan.afterAnswers(),
        counts.booked(),
        counts.refused(),
        counts.repeated(),
        counts.entries(),
        took.toSeconds(),
        isGood() ? "good" : violations.size() + " VIOLATIONS"));
    violations.stream().limit(SHOWN).forEach(text -> line.append("\n        ").append(text));
    return line.toString();
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%4s  %6s  %-12s  %6s  %6s  %7s  %8s  %7s  %4s  %s", cells);
  }
}
