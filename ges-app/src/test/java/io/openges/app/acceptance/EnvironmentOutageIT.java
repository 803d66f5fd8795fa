package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Eventually;
import io.openges.app.installation.GenesysServices;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Metrics;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** API keys, tenants and their pages while Genesys Environment does not answer. */
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
  void aNodeThatIsStartedInAnOutageHonoursKeysTenantsAndPagesThatWereSeenBefore() {
    ges.publish(tenant, new Publication().queue("VQ", Map.of()));
    Eventually.holds("the tenant's page is known", () -> allowsItsPage(tenant));
    genesys.environmentAnswers(false);
    ges.clock().advance(Duration.ofHours(1));
    assertThat(tenant.ask("callbacks/queue-status/VQ").outcome()).isEqualTo("200 0");

    var fresh = tenant.at(ges.addNode());

    Eventually.holds(
        "the new node knows the queue",
        () -> fresh.ask("callbacks/queue-status/VQ").outcome().equals("200 0"));
    var stranger = new Tenant(tenant.ccid(), "nobody-has-this", fresh.node());
    assertThat(stranger.ask("callbacks/queue-status/VQ").outcome()).isEqualTo("503 7190");

    assertSessionsAreHeard(fresh);
    Eventually.holds("the new node knows the page, too", () -> allowsItsPage(fresh));

    genesys.environmentAnswers(true);
    Eventually.holds(
        "Environment is asked again",
        () -> stranger.ask("callbacks/queue-status/VQ").outcome().equals("401 1104"));
    Eventually.holds("what nobody asked is counted", () -> isPrepared(fresh));
  }

  private static boolean isPrepared(Tenant known) {
    return Metrics.of(known.node())
        .lines()
        .contains("ges_http_failed_requests_total{tenant=\"" + known.ccid()
            + "\",path=\"/engagement/v3/callbacks/cancel\",httpCode=\"404\"} 0.0");
  }

  private static boolean allowsItsPage(Tenant known) {
    var queue = known.engagement("callbacks/queue-status/VQ");
    return Http.get(queue, "x-api-key", known.apiKey(), "Origin", GenesysServices.ORIGIN)
        .header("Access-Control-Allow-Origin")
        .isPresent();
  }

  /** Sessions name their tenant, and have no key. */
  private void assertSessionsAreHeard(Tenant known) {
    var id = known.create(Tenant.now("VQ", 1)).id();
    ges.stream().await(id, 1);
    var start = Map.of("_callback_state", "QUEUED", "_ors_session_id", "s-1", "_attempt", 1);

    assertThat(known.report("VQ", id, start).status()).isEqualTo(200);
    assertThat(known.retrieve(id).state()).isEqualTo("QUEUED");
    var unknown = new Tenant(UUID.randomUUID().toString(), known.apiKey(), known.node());
    assertThat(unknown.report("VQ", id, start).outcome()).isEqualTo("503 7190");
  }
}
