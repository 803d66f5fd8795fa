package io.openges.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of one benchmark. Not thread-safe; one thread at a time. */
final class Report {

  private static final double WHOLE_FROM = 100;
  private static final double TENTHS_FROM = 10;

  private final List<String> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Adds a figure that has no aim. */
  void add(String figure, String unit, Samples samples) {
    add(figure, unit, samples, Target.NONE);
  }

  /** Adds a figure; its unit may be empty. */
  void add(String figure, String unit, Samples samples, Target target) {
    var spread =
        samples.count() == 1 ? "" : number(samples.least()) + " to " + number(samples.most());
    rows.add("| " + figure + " | " + number(samples.median()) + (unit.isEmpty() ? "" : " " + unit)
        + " | " + spread + " | " + target.judge(samples.median()) + " |\n");
  }

  /** Adds a sentence to be read below the figures. */
  void note(String sentence) {
    notes.add("\n" + sentence + "\n");
  }

  /** Returns the table as Markdown, with its notes below it. */
  String table(String name) {
    return "\n| " + name + " | median | rounds | target |\n|---|---|---|---|\n"
        + String.join("", rows)
        + String.join("", notes);
  }

  /** Returns a number with as many digits as mean something. */
  static String number(double value) {
    var format = value >= WHOLE_FROM ? "%,.0f" : value >= TENTHS_FROM ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
