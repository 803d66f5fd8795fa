package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Eventually;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sessions that end without a word (specification 6.6, rule 7). */
class SessionLossIT {

  private static Installation ges;
  private static Tenant tenant;

  @BeforeAll
  static void start() {
    ges = Installation.ofNodes(2, Map.of());
    tenant = ges.tenant(new Publication().queue("VQ", Map.of()));
  }

  @AfterAll
  static void stop() {
    ges.close();
  }

  @Test
  void aSessionThatVanishesWhileAnAgentTalksEndsItsCallback() {
    var kept = running("s-kept", 1);
    var lost = running("s-lost", 2);

    ges.platform().session("s-lost", false);
    for (int look = 0; look < 5; look++) {
      int before = asked("s-kept");
      ges.clock().advance(Duration.ofSeconds(30));
      Eventually.holds("the sessions are asked for", () -> asked("s-kept") > before);
    }

    Eventually.holds("completed", () -> tenant.retrieve(lost).state().equals("COMPLETED"));
    assertThat(tenant.retrieve(lost).data().path("callbackReason").asText())
        .isEqualTo("SESSION_LOST");
    assertThat(report(lost, "s-lost", "PROCESSING")).isEqualTo("409 7181");
    assertThat(tenant.retrieve(kept).state()).isEqualTo("PROCESSING");
    assertThat(ges.stream().of(lost)).as("it is never handed over again").hasSize(1);
  }

  private static String running(String session, int number) {
    var id = tenant.create(Tenant.now("VQ", number)).id();
    ges.stream().await(id, 1);
    ges.platform().session(session, true);
    for (var state : new String[] {"QUEUED", "ROUTING", "PROCESSING"}) {
      assertThat(report(id, session, state)).startsWith("200");
    }
    return id;
  }

  private static String report(String id, String session, String state) {
    return tenant
        .report(
            "VQ", id, Map.of("_attempt", 1, "_ors_session_id", session, "_callback_state", state))
        .outcome();
  }

  private static int asked(String session) {
    return (int) ges.platform().sessionRequests().stream()
        .filter(request -> request.equals("GET /scxml/session/" + session + "/query"))
        .count();
  }
}
