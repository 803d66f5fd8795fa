package io.openges.app.bench;

import java.util.ArrayList;
import java.util.List;

/** What the rounds of one side gave. Not thread-safe; one thread at a time. */
final class Samples {

  private final List<Double> values = new ArrayList<>();

  /** Returns samples of one value. */
  static Samples of(double value) {
    return new Samples().add(value);
  }

  /** Adds a round's value. */
  Samples add(double value) {
    values.add(value);
    return this;
  }

  /** Returns the ratio of each round to the same round of {@code other}. */
  Samples over(Samples other) {
    var ratios = new Samples();
    for (int i = 0; i < values.size(); i++) {
      ratios.add(values.get(i) / other.values.get(i));
    }
    return ratios;
  }

  /** Returns the median. */
  double median() {
    var sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Returns how many rounds there were. */
  int count() {
    return values.size();
  }

  /** Returns the least value. */
  double least() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
  }

  /** Returns the greatest value. */
  double most() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
  }
}
