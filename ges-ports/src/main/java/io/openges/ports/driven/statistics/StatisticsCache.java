package io.openges.ports.driven.statistics;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.statistics.Statistics.Figures;
import java.time.Duration;
import java.util.Optional;

/**
 * Driven port: figures that nodes have heard lately, so that not every node has to ask for the same
 * (specification 21). It may forget everything at any moment, and never throws.
 *
 * <p>Safe for use by many threads at once, and by many processes that share it. Every
 * implementation passes {@code StatisticsCacheContract}.
 */
public interface StatisticsCache {

  /** How long anything is kept. */
  Duration LIFE = Duration.ofMinutes(5);

  /**
   * Returns what was heard last, within {@link #LIFE}.
   *
   * @param question equal texts are equal questions
   */
  Optional<Heard> find(TenantId tenant, String question);

  /** Keeps what was heard just now, some time soon; does not wait for it. */
  void put(TenantId tenant, String question, Figures figures);

  /**
   * What the source said.
   *
   * @param figures what it said
   * @param age how long ago, zero or more; a second or two off where nodes' clocks differ
   */
  record Heard(Figures figures, Duration age) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the age is negative
     */
    public Heard {
      requireNonNull(figures, "figures");
      if (age.isNegative()) {
        throw new IllegalArgumentException("age: " + age);
      }
    }
  }
}
