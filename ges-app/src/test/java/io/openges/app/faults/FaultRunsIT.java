package io.openges.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Installation;
import io.openges.app.installation.NoSecondChance;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three seeds in a row draw each fault once; {@link FaultRuns} makes more of them. */
@NoSecondChance
class FaultRunsIT {

  /** Longer than a lease, and not so long that tests become slow. */
  private static final Duration PAUSE = Count.LEASE.plusSeconds(4);

  private static Installation ges;

  @BeforeAll
  static void start() {
    ges = FaultRuns.start();
  }

  @AfterAll
  static void stop() {
    ges.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void nothingIsLostDoubledOrOversold(long seed) {
    var plan = Plan.draw(seed, FaultRun.NODES, Instant.now());

    var verdict = new FaultRun(ges, plan, PAUSE).run();

    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.counts().entries()).isPositive();
  }
}
