package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.driven.callin.Chance;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every {@link Chance} does; one subclass for each implementation. */
public abstract class ChanceContract {

  /** Returns what is under test. */
  protected abstract Chance chance();

  @Test
  void everyNumberBelowTheBoundComesAndNoOther() {
    var drawn = new TreeSet<Integer>();
    for (int i = 0; i < 1000; i++) {
      drawn.add(chance().below(8));
    }

    assertThat(drawn).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void ofOneNumberThereIsNoChoice() {
    assertThat(chance().below(1)).isZero();
    assertThat(chance().below(900_000_000)).isBetween(0, 899_999_999);
  }
}
