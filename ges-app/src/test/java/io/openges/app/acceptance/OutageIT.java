package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Crowd;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Metrics;
import io.openges.app.installation.NoSecondChance;
import io.openges.app.installation.ProcessFamily;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What works while servers are gone, and what is there when they are back. */
@NoSecondChance
class OutageIT {

  private static final Instant SLOT = Instant.parse("2035-03-08T12:00:00Z");

  private static Installation ges;

  @BeforeAll
  static void start() {
    ges = Installation.ofNodes(2, Map.of());
  }

  @AfterAll
  static void stop() {
    ges.close();
  }

  @Test
  @Tag("scenario-53")
  void nothingAcknowledgedIsLostAndNoSlotOversoldWhenPostgresRestartsUnderLoad() {
    var tenant = ges.tenant(new Publication().queue("VQ", Publication.unthrottled(15, 20)));
    var postgres = ges.servers().postgres();

    var answers =
        new Crowd(400, 16).run(number -> createPatiently(tenant, number), 100, postgres::restart);

    var ids = new HashSet<String>();
    answers.stream().filter(answer -> answer.status() == 200).forEach(a -> ids.add(a.id()));
    assertThat(answers).extracting(Answer::outcome).containsOnly("200 0", "429 7110");
    assertThat(ges.ledger().callbacks(tenant)).isEqualTo(ids);
    assertThat(ges.ledger().places(tenant))
        .hasSize(10)
        .allSatisfy((slot, used) -> assertThat(used).isEqualTo(20));
  }

  /** Repeats with the same key, as clients do, at the other node if the first does not answer. */
  private static Answer createPatiently(Tenant tenant, int number) {
    var body = Tenant.at("VQ", number, SLOT.plus(Duration.ofMinutes(15L * (number % 10))));
    var nodes = new AtomicInteger(number);
    return Eventually.find(
        "an answer that is not 503",
        () -> Optional.of(tenant
                .at(ges.node(nodes.getAndIncrement() % 2))
                .create(body, "Idempotency-Key", "load-" + number))
            .filter(answer -> answer.status() != 503));
  }

  @Test
  @Tag("scenario-18")
  void noSlotIsOversoldWhenRedisDiesUnderLoad() {
    var tenant = ges.tenant(new Publication().queue("VQ", Publication.unthrottled(15, 10)));
    var redis = ges.servers().redis();
    List<Answer> answers;
    try {
      answers = new Crowd(500, 100)
          .run(
              number -> tenant
                  .at(ges.node(number % 2))
                  .createPatiently(Tenant.at("VQ", number, SLOT), "caller-" + number),
              5,
              redis::kill);
    } finally {
      redis.restart();
    }

    assertThat(answers).extracting(Answer::outcome).containsOnly("200 0", "429 7110");
    assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(10);
    assertThat(ges.ledger().places(tenant)).isEqualTo(Map.of(SLOT, 10));
  }

  @Test
  @Tag("scenario-54")
  void withoutPostgresNothingIsBookedAndCachedRecordsAreRead() {
    var tenant = ges.tenant(new Publication().queue("VQ", Map.of()));
    var id = tenant.create(Tenant.at("VQ", 1, SLOT)).id();
    tenant.retrieve(id);
    ges.servers().postgres().stop();
    try {
      var refused = tenant.create(Tenant.now("VQ", 2));
      var found = Eventually.find(
          "a stale answer",
          () -> Optional.of(tenant.retrieve(id)).filter(answer -> answer.status() == 200));

      assertThat(refused.outcome()).isEqualTo("503 7190");
      assertThat(refused.header("Retry-After"))
          .hasValueSatisfying(seconds -> assertThat(seconds).matches("\\d+"));
      assertThat(found.header("X-GES-Stale")).contains("true");
      assertThat(found.state()).isEqualTo("SCHEDULED");
    } finally {
      ges.servers().postgres().restart();
    }

    Eventually.holds(
        "bookings are taken again", () -> tenant.create(Tenant.now("VQ", 3)).status() == 200);
  }

  /** Were each answer to wait for PostgreSQL, hundreds of them would take half an hour. */
  @Test
  @Tag("scenario-54")
  @Timeout(180)
  void whilePostgresStandsStillNobodyWaitsForIt() {
    var tenant = ges.tenant(new Publication().queue("VQ", Map.of()));
    var id = tenant.create(Tenant.at("VQ", 1, SLOT)).id();
    var key = "while-it-stands-still";
    var body = Tenant.at("VQ", 2, SLOT);
    var postgres = ProcessFamily.of(ges.servers().postgres().pid());
    postgres.pause();
    try {
      Eventually.holds("the record is in the cache", () -> isStale(tenant.retrieve(id)));
      int stale = 0;
      for (int i = 0; i < 300; i++) {
        stale += isStale(tenant.retrieve(id)) ? 1 : 0;
        assertThat(tenant.create(body, "Idempotency-Key", key).outcome()).isEqualTo("503 7190");
      }
      // a busy machine may make Redis late for some; it is a cache
      assertThat(stale).isGreaterThan(270);
    } finally {
      postgres.resume();
    }

    var answer = Eventually.find(
        "bookings are taken again",
        () -> Optional.of(tenant.create(body, "Idempotency-Key", key))
            .filter(one -> one.status() == 200));
    assertThat(ges.ledger().callbacks(tenant)).containsExactlyInAnyOrder(id, answer.id());
    assertThat(tenant.retrieve(id).header("X-GES-Stale")).isEmpty();
  }

  private static boolean isStale(Answer answer) {
    return answer.status() == 200 && answer.header("X-GES-Stale").isPresent();
  }

  @Test
  @Tag("scenario-49")
  void whatIsBookedWithoutTheVoicePlatformIsHandedOverOnceWhenItIsBack() {
    var tenant = ges.tenant(new Publication().queue("VQ", Publication.unthrottled(15, 10)));
    var voice = ges.servers().voice();
    List<String> booked;
    String later;
    voice.stop();
    try {
      booked = new Crowd(20, 4)
          .run(number ->
              tenant.createPatiently(Tenant.now("VQ", number), "v-" + number).id());
      later = tenant
          .create(Tenant.at("VQ", 20, ges.now().plus(Duration.ofMinutes(6))))
          .id();
      ges.clock().advance(Duration.ofMinutes(5));
      Eventually.holds(
          "failures are counted",
          () -> Metrics.of(ges.node(0)).sum("CB_SUBMIT_FAILED") > 0
              || Metrics.of(ges.node(1)).sum("CB_SUBMIT_FAILED") > 0);
    } finally {
      voice.restart();
    }

    booked.forEach(id -> ges.stream().await(id, 1));
    ges.stream().await(later, 1);
    assertThat(ges.stream().entriesOf(tenant)).hasSize(21);
  }

  @Test
  @Tag("scenario-55")
  void withoutRedisFromTheStartEverythingWorks() {
    try (var poor = Installation.ofNodes(1, Map.of("REDIS_PORT", "1"))) {
      var tenant = poor.tenant(new Publication().queue("VQ", Map.of()));

      var now = tenant.create(Tenant.now("VQ", 1)).id();
      var later = tenant.create(Tenant.at("VQ", 2, SLOT)).id();

      assertThat(poor.stream().await(now, 1)).containsEntry("id", now);
      assertThat(tenant.retrieve(later).state()).isEqualTo("SCHEDULED");
      assertThat(tenant.cancel(later).outcome()).isEqualTo("200 0");
      assertThat(tenant.ask("callbacks/availability/VQ?numberOfDays=1").outcome())
          .isEqualTo("200 0");
      assertSaysThatRedisIsDown(tenant);
    }
  }

  private static void assertSaysThatRedisIsDown(Tenant tenant) {
    var node = tenant.node();
    assertThat(Http.get(URI.create(node.internal() + "/ges/v1/health/ready")).status())
        .isEqualTo(200);
    Eventually.holds("REDIS_CONNECTION", () -> Metrics.of(node).sum("REDIS_CONNECTION") == 1);
    assertThat(Metrics.of(node).sum("GES_HEALTH")).isEqualTo(1);
  }
}
