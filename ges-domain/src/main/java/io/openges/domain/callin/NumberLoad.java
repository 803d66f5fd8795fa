package io.openges.domain.callin;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;

import io.openges.domain.callin.CallInRequest.Recognition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much a number is in use, and the choice among many: fewest open requests, then round robin
 * (specification 16). Immutable and thread-safe.
 *
 * @param number {@code +} and digits
 * @param open how many open requests it has
 * @param isExclusive whether one of them needs the number for itself
 * @param turn when it was last given, as a count of all numbers given; 0 for never
 * @param nextExpiry when the first of its open requests ends, null if it has none
 */
public record NumberLoad(
    String number,
    int open,
    boolean isExclusive,
    long turn,
    @Nullable Instant nextExpiry) {

  /**
   * So many open requests a number has at most: of five digits a guess would hit one in nine, and
   * each more is more to look through for who makes or matches one.
   */
  public static final int MOST_OPEN = 10_000;

  private static final Comparator<NumberLoad> ORDER =
      comparingInt(NumberLoad::open).thenComparingLong(NumberLoad::turn);

  /**
   * Returns the numbers that a request may be given, the best first. One that nothing but the
   * number tells from others needs a number without open requests, and until it ends nobody else
   * gets that number. None that has {@value #MOST_OPEN} open requests is given to more.
   *
   * @param all the numbers of the group in its order
   */
  public static List<NumberLoad> candidates(List<NumberLoad> all, Recognition recognition) {
    return all.stream()
        .filter(load -> recognition == Recognition.NUMBER ? load.open() == 0 : load.isShared())
        .sorted(ORDER)
        .toList();
  }

  private boolean isShared() {
    return !isExclusive && open < MOST_OPEN;
  }

  /** Returns when the first open request of any number ends, empty if there is none. */
  public static Optional<Instant> firstExpiry(List<NumberLoad> all) {
    return all.stream()
        .flatMap(load -> Optional.ofNullable(load.nextExpiry()).stream())
        .min(naturalOrder());
  }
}
