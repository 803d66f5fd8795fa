package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Eventually;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Callbacks that their customers no longer want, and who sees them. */
class CancelIT {

  private static Installation ges;
  private static Tenant tenant;

  @BeforeAll
  static void publish() {
    ges = Installation.shared();
    tenant = ges.tenant(
        new Publication().queue("VQ", Map.of()).queue("VQ_ONE", Map.of("maxCallbacksPerSlot", 1)));
  }

  @Test
  @Tag("scenario-33")
  void aScheduledCallbackIsCancelledOnceAndForAll() {
    var id =
        tenant.create(Tenant.at("VQ", 1, ges.now().plus(Duration.ofDays(1)))).id();

    var first = tenant.cancel(id);

    assertThat(first.outcome()).isEqualTo("200 0");
    assertThat(first.id()).isEqualTo(id);
    var found = tenant.retrieve(id);
    assertThat(found.state()).isEqualTo("COMPLETED");
    assertThat(found.data().path("callbackReason").asText()).isEqualTo("CANCELLED");
    assertThat(tenant.cancel(id).outcome()).isEqualTo("200 0");
  }

  @Test
  @Tag("scenario-33")
  void whatAnAgentHandlesIsNotCancelled() {
    var id = tenant.create(Tenant.now("VQ", 2)).id();
    ges.stream().await(id, 1);
    for (var state : new String[] {"QUEUED", "PROCESSING"}) {
      var fields = Map.of("_callback_state", state, "_ors_session_id", "s", "_attempt", 1);
      assertThat(tenant.report("VQ", id, fields).status()).isEqualTo(200);
    }

    assertThat(tenant.cancel(id).outcome()).isEqualTo("400 7101");
  }

  @Test
  @Tag("scenario-33")
  void theSessionOfACancelledCallbackIsTold() {
    var id = tenant.create(Tenant.now("VQ", 6)).id();
    ges.stream().await(id, 1);
    var start = Map.of("_callback_state", "QUEUED", "_ors_session_id", "s-33", "_attempt", 1);
    assertThat(tenant.report("VQ", id, start).status()).isEqualTo(200);

    assertThat(tenant.cancel(id).outcome()).isEqualTo("200 0");

    var event = "POST /scxml/session/s-33/event/callback.cancel";
    Eventually.holds(event, () -> ges.platform().sessionRequests().contains(event));
  }

  @Test
  @Tag("scenario-34")
  void anUnknownCallbackIsNotFound() {
    var unknown = "7d444840-9dc0-41d1-b245-5ffdce74fad2";

    assertThat(tenant.retrieve(unknown).outcome()).isEqualTo("404 7100");
    assertThat(tenant.cancel(unknown).outcome()).isEqualTo("404 7100");
  }

  @Test
  @Tag("scenario-34")
  void anotherTenantsCallbackIsNotFoundEither() {
    var id =
        tenant.create(Tenant.at("VQ", 3, ges.now().plus(Duration.ofDays(1)))).id();
    var other = ges.tenant(new Publication().queue("VQ", Map.of()));

    assertThat(other.retrieve(id).outcome()).isEqualTo("404 7100");
    assertThat(other.cancel(id).outcome()).isEqualTo("404 7100");
    assertThat(tenant.retrieve(id).state()).isEqualTo("SCHEDULED");
  }

  @Test
  @Tag("scenario-19")
  void aCancelledCallbackGivesItsPlaceBackAtOnce() {
    var slot = Instant.parse("2035-03-09T12:00:00Z");
    var id = tenant.create(Tenant.at("VQ_ONE", 4, slot)).id();
    assertThat(tenant.create(Tenant.at("VQ_ONE", 5, slot)).outcome()).isEqualTo("429 7110");

    tenant.cancel(id);

    assertThat(tenant.at(ges.node(1)).create(Tenant.at("VQ_ONE", 5, slot)).outcome())
        .isEqualTo("200 0");
  }
}
