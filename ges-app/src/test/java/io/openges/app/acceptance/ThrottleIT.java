package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Crowd;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Metrics;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How much may be booked, whatever room there is. */
class ThrottleIT {

  private static final Instant SLOT = Instant.parse("2035-03-08T12:00:00Z");

  private final Installation ges = Installation.shared();

  @Test
  @Tag("scenario-23")
  void theSeventhBookingOfANumberIsTooMuchHoweverItIsWritten() {
    var tenant = ges.tenant(new Publication().plainQueue("VQ", Map.of("duplicateCheck", "off")));
    for (int i = 0; i < 6; i++) {
      var answer = tenant.at(ges.node(i % 3)).create(Tenant.at("VQ", 0, SLOT));
      assertThat(answer.outcome()).isEqualTo("200 0");
    }

    for (var written : List.of("+1 (650) 253-0000", "16502530000", "6502530000")) {
      var body = new HashMap<>(Map.<String, Object>of("serviceName", "VQ", "phoneNumber", written));
      var before = Metrics.of(tenant.node()).sum("CB_ENQUEUE_LIMIT_REACHED");
      var seventh = tenant.create(body);
      assertThat(seventh.outcome()).isEqualTo("429 7041");
      assertThat(seventh.text()).doesNotContain("\"data\"");
      assertThat(seconds(seventh)).isBetween(1, 86_400);
      assertThat(Metrics.of(tenant.node()).sum("CB_ENQUEUE_LIMIT_REACHED")).isEqualTo(before + 1);
    }
    assertThat(tenant.create(Tenant.now("VQ", 1)).outcome()).isEqualTo("200 0");
    assertThat(explained(tenant, Tenant.now("VQ", 0))).contains("THROTTLE_NUMBER");
  }

  @Test
  @Tag("scenario-24")
  void theBookingAfterFiveHundredOfAServiceIsTooMuch() {
    var tenant = ges.tenant(new Publication().plainQueue("VQ", Map.of("maxQueuedImmediate", 0)));
    var answers = new Crowd(500, 16)
        .run(n -> tenant
            .at(ges.node(n % 3))
            .createPatiently(Tenant.at("VQ", n, SLOT.plusSeconds(900L * n)), "n-" + n));
    assertThat(answers).extracting(Answer::outcome).containsOnly("200 0");
    var before = Metrics.of(tenant.node()).sum("CB_TTL_LIMIT_REACHED");

    var next = tenant.create(Tenant.at("VQ", 501, SLOT));

    assertThat(next.outcome()).isEqualTo("429 7041");
    assertThat(next.text()).doesNotContain("\"data\"");
    assertThat(seconds(next)).isBetween(1, 300);
    assertThat(Metrics.of(tenant.node()).sum("CB_TTL_LIMIT_REACHED")).isEqualTo(before + 1);
  }

  @Test
  @Tag("scenario-25")
  void theThirdOpenCallbackOfANumberIsADuplicateAndTheSecondWhereThatIsStrict() {
    var tenant = ges.tenant(new Publication()
        .plainQueue("VQ", Map.of())
        .plainQueue("VQ_STRICT", Map.of("duplicateCheck", "strict")));
    var first = tenant.create(Tenant.at("VQ", 0, SLOT)).id();
    tenant.at(ges.node(1)).create(Tenant.at("VQ", 0, SLOT));
    tenant.create(Tenant.at("VQ_STRICT", 0, SLOT));

    assertThat(tenant.create(Tenant.at("VQ", 0, SLOT)).outcome()).isEqualTo("400 7107");
    assertThat(tenant.at(ges.node(1)).create(Tenant.at("VQ_STRICT", 0, SLOT)).outcome())
        .isEqualTo("400 7107");
    assertThat(explained(tenant, Tenant.at("VQ", 0, SLOT))).contains("DUPLICATE");

    tenant.cancel(first);
    assertThat(tenant.create(Tenant.at("VQ", 0, SLOT)).outcome()).isEqualTo("200 0");
  }

  @Test
  void aRefusedBookingIsNotCounted() {
    var tenant = ges.tenant(new Publication()
        .plainQueue(
            "VQ",
            Map.of("duplicateCheck", "off", "maxCallbacksPerSlot", 1, "throttleNumberLimit", 2)));
    assertThat(tenant.create(Tenant.at("VQ", 0, SLOT)).outcome()).isEqualTo("200 0");
    for (int i = 0; i < 5; i++) {
      assertThat(tenant.create(Tenant.at("VQ", 0, SLOT)).outcome()).isEqualTo("429 7110");
    }

    var later = SLOT.plusSeconds(3600);
    assertThat(tenant.create(Tenant.at("VQ", 0, later)).outcome()).isEqualTo("200 0");
    assertThat(tenant.create(Tenant.at("VQ", 0, later)).outcome()).isEqualTo("429 7041");
  }

  @Test
  void aHeaderAndUserDataTellCustomersApart() {
    var tenant = ges.tenant(new Publication()
        .plainQueue(
            "VQ",
            Map.of(
                "throttleParameters",
                List.of("header.X-Device", "userData.shop"),
                "throttleNumberLimit",
                1)));
    var here = Tenant.at("VQ", 0, SLOT);
    here.put("userData", Map.of("shop", "here"));
    var there = Tenant.at("VQ", 1, SLOT);
    there.put("userData", Map.of("shop", "there"));

    assertThat(tenant.create(here, "X-Device", "a").outcome()).isEqualTo("200 0");
    assertThat(tenant.create(here, "X-Device", "b").outcome()).isEqualTo("200 0");
    assertThat(tenant.create(there, "X-Device", "a").outcome()).isEqualTo("200 0");
    assertThat(tenant.create(there, "X-Device", "a").outcome()).isEqualTo("429 7041");
  }

  private static String explained(Tenant tenant, Object body) {
    return Http.post(tenant.internal("explain/booking"), body).text();
  }

  private static int seconds(Answer answer) {
    return Integer.parseInt(answer.header("Retry-After").orElse("0"));
  }
}
