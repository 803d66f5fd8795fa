package io.openges.app.bench;

/** What a figure is to be; never more than told. Immutable and thread-safe. */
record Target(int sign, double bound) {

  /** No aim: the figure is there for comparison. */
  static final Target NONE = new Target(0, 0);

  /** Aims at this or more. */
  static Target atLeast(double bound) {
    return new Target(1, bound);
  }

  /** Aims at this or less. */
  static Target atMost(double bound) {
    return new Target(-1, bound);
  }

  /** Returns the aim and whether {@code value} meets it. */
  String judge(double value) {
    if (sign == 0) {
      return "";
    }
    var met = sign * (value - bound) >= 0 ? " met" : " missed";
    return (sign > 0 ? ">= " : "<= ") + Report.number(bound) + met;
  }
}
