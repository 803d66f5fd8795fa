package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import io.openges.ports.testing.Race;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests that are sent more than once and must not book more than once. */
class IdempotencyIT {

  private static final String KEY = "Idempotency-Key";

  private static Installation ges;
  private static Tenant tenant;

  @BeforeAll
  static void publish() {
    ges = Installation.shared();
    tenant = ges.tenant(publication());
  }

  private static Publication publication() {
    return new Publication()
        .queue("VQ", Map.of())
        .queue("VQ_FIVE", Map.of("maxCallbacksPerSlot", 5))
        .queue("VQ_ONE", Map.of("maxCallbacksPerSlot", 1));
  }

  @Test
  @Tag("scenario-21")
  void aRepeatedRequestGetsItsFirstAnswer() {
    var slot = Instant.parse("2035-03-12T12:00:00Z");
    var first = tenant.create(Tenant.at("VQ_FIVE", 1, slot), KEY, "repeat");

    var again =
        tenant.at(ges.node(1)).create(new TreeMap<>(Tenant.at("VQ_FIVE", 1, slot)), KEY, "repeat");

    assertThat(first.outcome()).isEqualTo("200 0");
    assertThat(first.header("Idempotent-Replayed")).isEmpty();
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("Idempotent-Replayed")).contains("true");
    assertThat(free("VQ_FIVE", slot)).isEqualTo(4);
  }

  @Test
  @Tag("scenario-21")
  void twentyTwinsBookOnce() throws InterruptedException {
    var slot = Instant.parse("2035-03-13T12:00:00Z");
    var body = Tenant.at("VQ_FIVE", 2, slot);

    var answers = new Race(20, 1)
        .run((caller, round) -> tenant.at(ges.node(caller % 3)).create(body, KEY, "twins"))
        .get(0);

    assertThat(answers).extracting(Answer::outcome).containsOnly("200 0");
    assertThat(answers.stream().map(Answer::id).distinct()).hasSize(1);
    assertThat(free("VQ_FIVE", slot)).isEqualTo(4);
  }

  private static int free(String queue, Instant slot) {
    var answer = tenant.ask("callbacks/availability/" + queue + "?start=" + Tenant.iso(slot));
    return answer.data().path("slots").path(0).path("capacity").asInt(-1);
  }

  @Test
  @Tag("scenario-22")
  void aKeyBelongsToItsBody() {
    tenant.create(Tenant.now("VQ", 3), KEY, "body");

    assertThat(tenant.create(Tenant.now("VQ", 4), KEY, "body").outcome()).isEqualTo("422 7160");
  }

  @Test
  @Tag("scenario-22")
  void anotherTenantMayUseTheSameKey() {
    var first = tenant.create(Tenant.now("VQ", 5), KEY, "shared");
    var other = ges.tenant(publication());

    var answer = other.create(Tenant.now("VQ", 6), KEY, "shared");

    assertThat(answer.outcome()).isEqualTo("200 0");
    assertThat(answer.id()).isNotEqualTo(first.id());
  }

  @Test
  @Tag("scenario-22")
  void aRefusalLeavesTheKeyFree() {
    var slot = Instant.parse("2035-03-14T12:00:00Z");
    var blocking = tenant.create(Tenant.at("VQ_ONE", 7, slot)).id();
    var body = Tenant.at("VQ_ONE", 8, slot);
    assertThat(tenant.create(body, KEY, "refused").outcome()).isEqualTo("429 7110");

    tenant.cancel(blocking);

    assertThat(tenant.create(body, KEY, "refused").outcome()).isEqualTo("200 0");
  }
}
