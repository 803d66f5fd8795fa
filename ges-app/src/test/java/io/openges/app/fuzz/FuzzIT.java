package io.openges.app.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Installation;
import org.junit.jupiter.api.Test;

/** A short run; {@code ./ges fuzz} makes long ones, with a look at the memory. */
class FuzzIT {

  private static final long SEED = 1;
  private static final int REQUESTS = 2_000;

  @Test
  void noRequestOfAnyKindIsAnsweredWithAFaultOrNotAtAll() {
    var verdict = Fuzzer.of(Installation.shared(), SEED).run(0, REQUESTS, new Verdict(false));

    assertThat(verdict.findings()).as(verdict.statuses()).isEmpty();
  }
}
