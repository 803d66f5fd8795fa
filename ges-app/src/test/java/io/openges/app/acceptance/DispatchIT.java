package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Eventually;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import io.openges.app.installation.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When callbacks reach the voice platform, and what happens if nobody there takes them. */
class DispatchIT {

  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  private static Installation ges;

  private Tenant tenant;
  private int markers = 100;

  @BeforeAll
  static void start() {
    ges = Installation.ofNodes(2, Map.of());
    ges.platform().waitTime("VQ_BUSY", 300);
    ges.platform().waitTime("VQ_NINE", 900);
  }

  @AfterAll
  static void stop() {
    ges.close();
  }

  @BeforeEach
  void publish() {
    ges.clock().goFrom(TestClock.MONDAY_AT_TEN);
    tenant = ges.tenant(new Publication()
        .hours("day", "09:00", "18:00")
        .queue("VQ", Publication.unthrottled(15, 100))
        .queue("VQ_BUSY", Map.of())
        .queue("VQ_SHORT", Map.of("callbackTtlSeconds", 600))
        .queue("VQ_NINE", Map.of("businessHours", "day"))
        .queue("VQ_HOLD", Map.of("businessHours", "day", "afterHoursPolicy", "HOLD"))
        .queue("VQ_SUBMIT", Map.of("businessHours", "day", "afterHoursPolicy", "SUBMIT"))
        .queue("VQ_COMPLETE", Map.of("businessHours", "day", "afterHoursPolicy", "COMPLETE")));
  }

  @AfterEach
  void forgetReaders() {
    ges.stream().dropGroup();
  }

  @Test
  @Tag("scenario-44")
  void aScheduledCallbackIsHandedOverBeforeItsTimeByTheWaitAndABuffer() {
    var tomorrowAtTen = TestClock.MONDAY_AT_TEN.plus(Duration.ofDays(1));
    var id = tenant.create(Tenant.at("VQ_BUSY", 1, tomorrowAtTen)).id();
    var due = Instant.parse("2035-03-06T09:53:00Z");

    ges.clock().standAt(due.minusMillis(1));
    letARoundPass();
    assertThat(ges.stream().of(id)).isEmpty();

    ges.clock().standAt(due);
    assertThat(ges.stream().await(id, 1)).containsEntry("service", "VQ_BUSY");
  }

  @Test
  @Tag("scenario-45")
  void nothingIsHandedOverBeforeTheOfficeOpens() {
    var opening = Instant.parse("2035-03-06T09:00:00Z");
    var id = tenant.create(Tenant.at("VQ_NINE", 1, opening)).id();

    ges.clock().standAt(opening.minusMillis(1));
    letARoundPass();
    assertThat(ges.stream().of(id)).isEmpty();

    ges.clock().standAt(opening);
    ges.stream().await(id, 1);
  }

  @Test
  @Tag("scenario-46")
  void whatIsDueAfterClosingFollowsThePolicyOfItsQueue() {
    var lastMinute = Instant.parse("2035-03-05T17:59:00Z");
    var held = tenant.create(Tenant.at("VQ_HOLD", 1, lastMinute)).id();
    var submitted = tenant.create(Tenant.at("VQ_SUBMIT", 2, lastMinute)).id();
    var completed = tenant.create(Tenant.at("VQ_COMPLETE", 3, lastMinute)).id();

    ges.clock().standAt(lastMinute.plusSeconds(60));
    ges.stream().await(submitted, 1);
    Eventually.holds("completed", () -> tenant.retrieve(completed).state().equals("COMPLETED"));
    letARoundPass();

    assertThat(tenant.retrieve(completed).data().path("callbackReason").asText())
        .isEqualTo("OFFICE_CLOSED");
    assertThat(ges.stream().of(completed)).isEmpty();
    assertThat(ges.stream().of(held)).isEmpty();
    ges.clock().standAt(Instant.parse("2035-03-06T09:00:00Z"));
    ges.stream().await(held, 1);
  }

  @Test
  @Tag("scenario-80")
  void aCallbackHeldOvernightSaysUntilWhen() {
    var id = tenant
        .create(Tenant.at("VQ_HOLD", 8, Instant.parse("2035-03-05T17:59:00Z")))
        .id();
    ges.clock().standAt(Instant.parse("2035-03-05T18:00:00Z"));
    var explained = Eventually.find("judged, no longer claimed", () -> {
      var now = Http.get(tenant.internal("callbacks/" + id + "/explain")).data();
      return Optional.of(now)
          .filter(it -> it.path("nextCheck").asText().equals("2035-03-06T09:00:00.000Z"));
    });

    assertThat(explained.path("allowed").asBoolean(true)).isFalse();
    var reason = explained.path("reasons").path(0);
    assertThat(reason.path("code").asText()).isEqualTo("HELD_AFTER_CLOSING");
    assertThat(reason.path("until").asText()).isEqualTo("2035-03-06T09:00:00.000Z");
    assertThat(explained.path("due").path("at").asText()).isEqualTo("2035-03-05T17:57:00.000Z");
  }

  @Test
  void whatIsHeldByAMistakenPublicationIsHandedOverOnceItIsTakenBack() {
    var noon = Instant.parse("2035-03-05T12:00:00Z");
    var id = tenant.create(Tenant.at("VQ_HOLD", 9, noon)).id();
    assertThat(tenant.publish(held("11:00")).outcome()).isEqualTo("200 0");
    for (int node = 0; node < 2; node++) {
      var there = tenant.at(ges.node(node));
      Eventually.holds("closed at noon", () -> openFor(there, "2035-03-05T12:00:00") == 0);
    }
    ges.clock().standAt(noon);
    Eventually.holds(
        "held until tomorrow",
        () -> Http.get(tenant.internal("callbacks/" + id + "/explain"))
            .data()
            .path("nextCheck")
            .asText()
            .equals("2035-03-06T09:00:00.000Z"));
    assertThat(ges.stream().of(id)).isEmpty();

    assertThat(tenant.at(ges.node(1)).publish(held("18:00")).outcome()).isEqualTo("200 0");

    ges.stream().await(id, 1);
  }

  private static Publication held(String closing) {
    return new Publication()
        .hours("day", "09:00", closing)
        .queue("VQ_HOLD", Map.of("businessHours", "day", "afterHoursPolicy", "HOLD"));
  }

  private static long openFor(Tenant tenant, String start) {
    return tenant
        .ask("callbacks/open-for/VQ_HOLD?start=" + start + "&timezone=Etc/UTC")
        .data()
        .path("openFor")
        .asLong(-1);
  }

  @Test
  @Tag("scenario-60")
  void whatNobodyServesExpires() {
    var id = tenant.create(Tenant.now("VQ_SHORT", 7)).id();
    ges.stream().await(id, 1);

    ges.clock().advance(Duration.ofMinutes(10));

    Eventually.holds("completed", () -> tenant.retrieve(id).state().equals("COMPLETED"));
    assertThat(tenant.retrieve(id).data().path("callbackReason").asText()).isEqualTo("EXPIRED_TTL");
  }

  /** Waits for the entry and for its confirmation, from which the time to start counts. */
  private void awaitHandOver(String id, int attempt) {
    ges.stream().await(id, attempt);
    Eventually.holds(
        "confirmed",
        () -> tenant.timeline(id).contains("GES QUEUED>QUEUED " + attempt + " SUBMITTED"));
  }

  /** Whatever is due now comes before a callback that is booked now. */
  private void letARoundPass() {
    var marker = tenant.create(Tenant.now("VQ", markers++));
    ges.stream().await(marker.id(), 1);
  }

  @Test
  @Tag("scenario-51")
  void anEntryThatNobodyHasReadIsLeftAlone() {
    ges.stream().createGroup();
    var id = tenant.create(Tenant.now("VQ", 2)).id();
    ges.stream().await(id, 1);

    for (int minute = 0; minute < 10; minute++) {
      ges.clock().advance(Duration.ofMinutes(1));
      letARoundPass();
    }

    assertThat(ges.stream().of(id)).hasSize(1);
    assertThat(tenant.retrieve(id).state()).isEqualTo("QUEUED");
  }

  @Test
  @Tag("scenario-52")
  void threeAttemptsWithoutAStartAreEnough() {
    ges.stream().createGroup();
    var id = tenant.create(Tenant.now("VQ", 3)).id();

    for (int attempt = 1; attempt <= 3; attempt++) {
      awaitHandOver(id, attempt);
      Eventually.holds("the entry is read", () -> ges.stream().read().contains(id));
      ges.clock().advance(START_TIMEOUT);
    }

    Eventually.holds("completed", () -> tenant.retrieve(id).state().equals("COMPLETED"));
    var found = tenant.retrieve(id).data();
    assertThat(found.path("callbackReason").asText()).isEqualTo("SUBMIT_FAILED");
    assertThat(ges.stream().of(id)).hasSize(3);
  }

  @Test
  @Tag("scenario-52")
  void anAttemptWhoseSessionRunsIsNotRepeated() {
    var id = tenant.create(Tenant.now("VQ", 4)).id();
    awaitHandOver(id, 1);
    ges.platform().startSession(id);

    ges.clock().advance(START_TIMEOUT);
    letARoundPass();

    Eventually.holds(
        "the sessions are asked for",
        () -> ges.platform().sessionRequests().stream().anyMatch(text -> text.contains(id)));
    assertThat(ges.stream().of(id)).hasSize(1);
  }

  @Test
  @Tag("scenario-59")
  void whatASessionKeptGoesWithItsCallback() {
    var id = tenant.create(Tenant.now("VQ", 5)).id();
    ges.stream().await(id, 1);
    assertThat(tenant.storage("POST", id, "", Map.of("a", 1)).status()).isEqualTo(200);

    ges.clock().advance(Duration.ofDays(15));
    Eventually.holds("expired", () -> tenant.retrieve(id).state().equals("COMPLETED"));
    // a node looks for what is to be deleted when it starts, and about once an hour
    ges.addNode();

    Eventually.holds("deleted", () -> tenant.retrieve(id).outcome().equals("404 7100"));
    assertThat(tenant.storage("GET", id, "", null).outcome()).isEqualTo("404 7100");
  }
}
