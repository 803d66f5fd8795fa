package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Eventually;
import io.openges.app.installation.GenesysServices;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** API keys while Genesys Environment does not answer. */
class EnvironmentOutageIT {

  private final GenesysServices genesys = new GenesysServices();
  private final Installation ges = Installation.ofNodes(1, genesys.environment());
  private final Tenant tenant = ges.tenant();

  @AfterEach
  void stop() {
    ges.close();
    genesys.close();
  }

  @Test
  @Tag("scenario-83")
  void aNodeThatIsStartedInAnOutageHonoursKeysThatWereSeenBefore() {
    ges.publish(tenant, new Publication().queue("VQ", Map.of()));
    genesys.environmentAnswers(false);
    ges.clock().advance(Duration.ofHours(1));
    assertThat(tenant.ask("callbacks/queue-status/VQ").outcome()).isEqualTo("200 0");

    var fresh = tenant.at(ges.addNode());

    Eventually.holds(
        "the new node knows the queue",
        () -> fresh.ask("callbacks/queue-status/VQ").outcome().equals("200 0"));
    var stranger = new Tenant(tenant.ccid(), "nobody-has-this", fresh.node());
    assertThat(stranger.ask("callbacks/queue-status/VQ").outcome()).isEqualTo("503 7190");

    genesys.environmentAnswers(true);
    Eventually.holds(
        "Environment is asked again",
        () -> stranger.ask("callbacks/queue-status/VQ").outcome().equals("401 1104"));
  }
}
