package io.openges.ports.driving.statistics;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.statistics.Statistics;
import java.time.Duration;

/**
 * Driving port: figures of the contact center (specification 3.10). Equal questions that come close
 * together are asked once. Never writes. Safe for use by many threads at once.
 */
public interface AskStatistics {

  /** How old an answer may always be, whatever the caller wishes. */
  Duration FRESH = Duration.ofSeconds(15);

  /** How long answers are kept. */
  Duration LIFE = Duration.ofMinutes(5);

  /**
   * Returns an answer that is young enough, asking for it if need be.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if there is none at hand and
   *     none to be had
   */
  Statistics.Outcome ask(Question question);

  /**
   * What is asked.
   *
   * @param tenant whose figures
   * @param body a JSON object with an array {@code statistics}; equal texts are equal questions
   * @param maxAge how old the answer may be; less than {@link #FRESH} counts as that, and more than
   *     {@link #LIFE} helps no more than that
   */
  record Question(TenantId tenant, String body, Duration maxAge) {

    /** Checks that every part is there. */
    public Question {
      requireNonNull(tenant, "tenant");
      requireNonNull(body, "body");
      requireNonNull(maxAge, "maxAge");
    }
  }
}
