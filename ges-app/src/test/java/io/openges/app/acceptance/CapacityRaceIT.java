package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Crowd;
import io.openges.app.installation.Installation;
import io.openges.app.installation.NoSecondChance;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many callers who want the same few places. */
@NoSecondChance
class CapacityRaceIT {

  private static final Instant SLOT = Instant.parse("2035-03-08T12:00:00Z");

  private final Installation ges = Installation.shared();
  private final Tenant tenant =
      ges.tenant(new Publication().queue("VQ", Publication.unthrottled(15, 10)));

  @Test
  @Tag("scenario-16")
  void fiveHundredCallersTakeExactlyTenPlaces() {
    var answers = new Crowd(500, 100).run(this::create);

    assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(10);
    assertThat(answers).extracting(Answer::outcome).containsOnly("200 0", "429 7110");
    assertThat(ges.ledger().places(tenant)).isEqualTo(Map.of(SLOT, 10));
  }

  private Answer create(int number) {
    return tenant
        .at(ges.node(number % 3))
        .createPatiently(Tenant.at("VQ", number, SLOT), "caller-" + number);
  }
}
