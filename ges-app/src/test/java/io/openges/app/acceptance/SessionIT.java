package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What sessions of the voice platform report and keep. */
class SessionIT {

  private static Installation ges;
  private static Tenant tenant;

  @BeforeAll
  static void publish() {
    ges = Installation.shared();
    tenant = ges.tenant(
        new Publication().queue("VQ", Map.of()).queue("VQ_ONE", Map.of("maxCallbacksPerSlot", 1)));
  }

  private static String submitted(String queue, int number) {
    var id = tenant.create(Tenant.now(queue, number)).id();
    ges.stream().await(id, 1);
    return id;
  }

  private static Answer report(String id, String state, Map<String, ?> more) {
    Map<String, Object> fields = new HashMap<>(Map.of("_attempt", 1, "_ors_session_id", "s-1"));
    fields.put("_callback_state", state);
    fields.putAll(more);
    return tenant.report("VQ", id, fields);
  }

  @Test
  @Tag("scenario-56")
  void theStateFollowsTheSession() {
    var id = submitted("VQ", 1);

    for (var state : new String[] {"QUEUED", "ROUTING", "PROCESSING"}) {
      assertThat(report(id, state, Map.of()).status()).as(state).isEqualTo(200);
      assertThat(tenant.retrieve(id).state()).isEqualTo(state);
    }
    var end = Map.of("_callback_reason", "AGENT_CONNECTED");
    var last = report(id, "COMPLETED", end);

    assertThat(last.status()).isEqualTo(200);
    assertThat(last.json().path("_callback_state").asText()).isEqualTo("COMPLETED");
    var found = tenant.retrieve(id);
    assertThat(found.state()).isEqualTo("COMPLETED");
    assertThat(found.data().path("callbackReason").asText()).isEqualTo("AGENT_CONNECTED");
  }

  @Test
  @Tag("scenario-57")
  void whatIsCompletedStaysCompleted() {
    var id = submitted("VQ", 2);
    var end = Map.of("_callback_reason", "AGENT_CONNECTED");
    report(id, "QUEUED", Map.of());
    report(id, "COMPLETED", end);

    var late = report(id, "ROUTING", Map.of());

    assertThat(late.outcome()).isEqualTo("409 7181");
    assertThat(late.state()).isEqualTo("COMPLETED");
    assertThat(late.data().path("callbackReason").asText()).isEqualTo("AGENT_CONNECTED");
    assertThat(report(id, "COMPLETED", end).status()).isEqualTo(200);
  }

  @Test
  @Tag("scenario-48")
  void ofTwoSessionsForOneAttemptTheSecondIsRefused() {
    var id = submitted("VQ", 3);
    report(id, "QUEUED", Map.of());

    var second = report(id, "QUEUED", Map.of("_ors_session_id", "s-2"));

    assertThat(second.outcome()).isEqualTo("409 7180");
  }

  @Test
  @Tag("scenario-58")
  void aNewTimeInAFullSlotChangesNothing() {
    var slot = Instant.parse("2035-03-08T12:00:00Z");
    tenant.create(Tenant.at("VQ_ONE", 4, slot));
    var id = submitted("VQ_ONE", 5);
    report(id, "QUEUED", Map.of());

    var answer = report(id, "SCHEDULED", Map.of("_new_desired_time", Tenant.iso(slot)));

    assertThat(answer.outcome()).isEqualTo("429 7110");
    assertThat(tenant.retrieve(id).state()).isEqualTo("QUEUED");
  }

  @Test
  @Tag("scenario-58")
  void aNewTimeInAFreeSlotEndsTheAttempt() {
    var soon = ges.now().plus(Duration.ofSeconds(400));
    var id = submitted("VQ_ONE", 6);
    report(id, "QUEUED", Map.of());

    var answer = report(id, "SCHEDULED", Map.of("_new_desired_time", Tenant.iso(soon)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(tenant.retrieve(id).state()).isEqualTo("SCHEDULED");
    assertThat(report(id, "ROUTING", Map.of()).outcome()).isEqualTo("409 7180");
  }

  @Test
  @Tag("scenario-58")
  void anOvertakenReportChangesNothing() {
    var id = submitted("VQ", 7);
    report(id, "QUEUED", Map.of("_seq", 1));
    report(id, "ROUTING", Map.of("_seq", 3));

    var late = report(id, "QUEUED", Map.of("_seq", 2));

    assertThat(late.status()).isEqualTo(200);
    assertThat(tenant.retrieve(id).state()).isEqualTo("ROUTING");
  }

  @Test
  @Tag("scenario-59")
  void whatASessionKeepsIsMergedAndReadAsAWholeOrByKey() {
    var id = submitted("VQ", 8);

    assertThat(tenant.storage("POST", id, "", Map.of("a", 1, "b", "x")).status())
        .isEqualTo(200);
    assertThat(tenant.storage("POST", id, "", Map.of("b", "y", "c", true)).status())
        .isEqualTo(200);

    var all = tenant.storage("GET", id, "", null);
    assertThat(all.text()).contains("\"a\":1").contains("\"b\":\"y\"").contains("\"c\":true");
    assertThat(tenant.storage("GET", id, "/b", null).text()).contains("y").doesNotContain("true");
  }
}
