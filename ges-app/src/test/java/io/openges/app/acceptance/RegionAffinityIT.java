package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** In what order the voice platform is told to try its regions (specification 12). */
class RegionAffinityIT {

  private static Installation ges;

  @BeforeAll
  static void start() {
    // nobody listens in the second region
    ges = Installation.ofNodes(
        1, Map.of("GES_REGION_AFFINITY", "home", "GES_URS_NODES", "far=127.0.0.1:9"));
  }

  @AfterAll
  static void stop() {
    ges.close();
  }

  @Test
  void theRegionsOfTheQueuesRuleComeBeforeTheNodesOwnAndAllOthers() {
    var tenant = ges.tenant(new Publication().queue("VQ", Map.of()).queue("VQ_PLAIN", Map.of()));
    var rule = Http.send("PUT", tenant.internal("region-rules/Far"), regions("far"));
    assertThat(rule.outcome()).isEqualTo("200 0");
    var assignment = tenant.internal("queues/VQ/assignments");
    assertThat(Http.send("PUT", assignment, Map.of("regionRule", "Far")).outcome())
        .isEqualTo("200 0");

    assertThat(entry(tenant, "VQ", 1)).contains("\"regions\":[\"far\",\"home\",\"here\"]");
    assertThat(entry(tenant, "VQ_PLAIN", 2)).contains("\"regions\":[\"home\",\"here\",\"far\"]");
  }

  @Test
  void aRuleMayNameOnlyRegionsThatHaveServers() {
    var tenant = ges.tenant(new Publication().queue("VQ", Map.of()));

    assertThat(Http.send("PUT", tenant.internal("region-rules/Far"), regions("mars"))
            .status())
        .isEqualTo(400);
    assertThat(Http.get(tenant.internal("region-rules")).data().path("regions").toString())
        .isEqualTo("[\"here\",\"far\"]");
  }

  private static String entry(Tenant tenant, String queue, int number) {
    var booked = tenant.create(Tenant.now(queue, number));
    assertThat(booked.outcome()).isEqualTo("200 0");
    return String.valueOf(ges.stream().await(booked.id(), 1).get("data"));
  }

  private static Map<String, Object> regions(String... names) {
    return Map.of("regions", List.of(names));
  }
}
