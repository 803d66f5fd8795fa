package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Eventually;
import io.openges.app.installation.GenesysServices;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Metrics;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Objects in Genesys Configuration that stand for queues. */
class QueueObjectsIT {

  private final GenesysServices genesys = new GenesysServices();
  private final Installation ges = Installation.ofNodes(1, genesys.environment());
  private final Tenant tenant = ges.tenant();

  @AfterEach
  void stop() {
    ges.close();
    genesys.close();
  }

  @Test
  @Tag("scenario-66")
  void objectsComeAndGoWithTheirRowsAlsoAfterAnOutage() {
    genesys.addScript("Routing");
    genesys.addScript("GES_VQ_VQ_OLD");
    ges.publish(tenant, new Publication().queue("VQ_A", Map.of()).queue("VQ_B", Map.of()));
    awaitScripts("GES_VQ_VQ_A", "GES_VQ_VQ_B", "Routing");

    genesys.configurationAnswers(false);
    ges.publish(tenant, new Publication().queue("VQ_A", Map.of()));
    Eventually.holds("the failure is counted", () -> failures() > 0);
    assertThat(tenant.create(Tenant.now("VQ_B", 1)).outcome()).isEqualTo("400 7040");
    assertThat(genesys.scripts()).contains("GES_VQ_VQ_B");

    genesys.configurationAnswers(true);
    awaitScripts("GES_VQ_VQ_A", "Routing");
  }

  private double failures() {
    return Metrics.of(ges.node(0)).sum("RBAC_CREATE_VQ_PROXY_ERROR");
  }

  private void awaitScripts(String... names) {
    Eventually.holds(
        "the objects are like the rows", () -> genesys.scripts().equals(List.of(names)));
  }
}
