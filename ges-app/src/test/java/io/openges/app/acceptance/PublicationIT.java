package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openges.app.installation.Answer;
import io.openges.app.installation.Crowd;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Designer publishes, on two nodes that share a Redis and on two that have none. */
class PublicationIT {

  /** A Wednesday, and so far away that nothing falls due. */
  private static final String DAY = "2035-03-07";

  /** From opening hours in Paris to opening hours in New York. */
  private static final Duration OCEAN = Duration.ofHours(6);

  private static final Instant NINE = Instant.parse(DAY + "T09:00:00Z");

  private static Installation withRedis;
  private static Installation without;

  @BeforeAll
  static void start() {
    withRedis = Installation.ofNodes(2, Map.of());
    without = Installation.ofNodes(2, Map.of("REDIS_HOST", ""));
  }

  @AfterAll
  static void stop() {
    withRedis.close();
    without.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("scenario-67")
  void theExampleIsInForceOnEveryNodeWithAndWithoutRedis(boolean redis) throws IOException {
    var ges = redis ? withRedis : without;
    var tenant = ges.tenant();

    assertThat(Http.send("PUT", settings(tenant), example()).outcome()).isEqualTo("200 0");

    for (int node = 0; node < 2; node++) {
      var there = tenant.at(ges.node(node));
      for (var queue : List.of("VQ_FR_Sales", "VQ_FR_Support", "VQ_US_Support", "VQ_US_Mobile")) {
        Eventually.holds(queue + " is known", () -> ask(there, queue).status() == 200);
      }
    }
    var booked = tenant
        .at(ges.node(1))
        .create(with(Tenant.at("VQ_FR_Sales", 1, soon(ges)), "phoneNumber", "+33142685300"));
    assertThat(booked.outcome()).as(booked.text()).isEqualTo("200 0");
    assertThat(
            tenant.create(Tenant.at("VQ_US_Support", 2, soon(ges).plus(OCEAN))).outcome())
        .isEqualTo("200 0");
    var mobile = Tenant.at("VQ_US_Mobile", 3, soon(ges).plus(OCEAN));
    assertThat(tenant.create(mobile).outcome()).isEqualTo("400 7130");
    var target = List.of(Map.of("channel", "FCM", "target", "t"));
    assertThat(tenant.create(with(mobile, "pushTargets", target)).outcome()).isEqualTo("200 0");
    var scheduled = with(Tenant.at("VQ_FR_Support", 4, soon(ges)), "phoneNumber", "+33142685302");
    assertThat(tenant.create(scheduled).status()).as("immediate only").isEqualTo(400);
    var support =
        tenant.create(Map.of("serviceName", "VQ_FR_Support", "phoneNumber", "+33142685301"));
    assertThat(support.outcome()).as(support.text()).isEqualTo("200 0");
    var handedOver = ges.stream().await(support.id(), 1).getOrDefault("data", "");
    assertThat(
            new JsonMapper().readTree(handedOver).at("/settings/escalationTeam").asText())
        .isEqualTo("N2-Paris");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aChangeARemovalAndARollBackReachEveryNode(boolean redis) {
    var ges = redis ? withRedis : without;
    var tenant = ges.tenant(new Publication().queue("VQ", open()).queue("VQ2", open()));
    var other = tenant.at(ges.node(1));

    var removed = Http.send("PATCH", settings(tenant), "{\"queues\":{\"VQ2\":null}}");

    assertThat(removed.data().at("/diff/queues/removed").toString()).isEqualTo("[\"VQ2\"]");
    assertThat(tenant.create(Tenant.at("VQ2", 1, NINE)).outcome()).isEqualTo("400 7040");
    assertThat(other.create(Tenant.now("VQ2", 2)).outcome()).as("at once").isEqualTo("400 7040");
    Eventually.holds("VQ2 is gone", () -> ask(other, "VQ2").code() == 7040);
    assertThat(ask(other, "VQ").status()).isEqualTo(200);

    var first = Http.get(URI.create(settings(other) + "/versions/1")).data().path("content");
    var back = Http.send("PUT", settings(other), first);

    assertThat(back.data().path("version").asInt()).isEqualTo(3);
    assertThat(other.create(Tenant.at("VQ2", 1, NINE)).outcome()).isEqualTo("200 0");
    Eventually.holds("VQ2 is back", () -> ask(tenant, "VQ2").status() == 200);
  }

  @Test
  @Tag("scenario-63")
  void oneBadRowLeavesTheOldVersionInForceEverywhere() {
    var tenant = withRedis.tenant(new Publication().queue("VQ", open()));

    var refused = tenant.publish(new Publication()
        .queue("VQ", open())
        .queue("VQ2", open())
        .queue("VQ3", Map.of("timeSlotMinutes", 7)));

    assertThat(refused.outcome()).isEqualTo("400 7183");
    assertThat(refused.data().at("/errors").findValuesAsText("path"))
        .containsExactly("queues.VQ3.timeSlotMinutes");
    for (int node = 0; node < 2; node++) {
      var there = tenant.at(withRedis.node(node));
      assertThat(Http.get(settings(there)).data().path("version").asInt()).isEqualTo(1);
      assertThat(ask(there, "VQ").status()).isEqualTo(200);
      assertThat(ask(there, "VQ2").code()).isEqualTo(7040);
    }
  }

  @Test
  @Tag("scenario-64")
  void aDryRunOfAHolidayCountsTheBookingsOfThatDay() {
    var hours = new Publication().hours("office", "08:00", "18:00");
    var row = with(open(), "businessHours", "office");
    var tenant = withRedis.tenant(hours.queue("VQ", row));
    for (int number = 0; number < 3; number++) {
      assertThat(tenant.create(Tenant.at("VQ", number, NINE)).outcome()).isEqualTo("200 0");
    }

    var tried = Http.send(
        "PUT", URI.create(settings(tenant) + "?dryRun=true"), holiday(row).body());

    assertThat(tried.data().at("/impact/OUT_OF_HOURS").asInt()).isEqualTo(3);
    assertThat(tried.data().at("/impact/samples")).hasSize(3);
    assertThat(tried.data().path("applied").asBoolean()).isFalse();
    assertThat(tenant.create(Tenant.at("VQ", 3, NINE)).outcome()).isEqualTo("200 0");
    var done = Http.send("PUT", settings(tenant), holiday(row).body()).data();
    assertThat(done.path("applied").asBoolean()).isTrue();
    assertThat(done.at("/impact/OUT_OF_HOURS").asInt()).isEqualTo(4);
    assertThat(tenant.create(Tenant.at("VQ", 4, NINE)).outcome()).isEqualTo("400 7042");
  }

  @Test
  @Tag("scenario-65")
  void ofTwoPublishersOfTheSameVersionOneWins() {
    var tenant = withRedis.tenant(new Publication().queue("VQ", open()));

    var answers = new Crowd(2, 2)
        .run(number -> Http.send(
                "PUT",
                settings(tenant.at(withRedis.node(number))),
                new Publication()
                    .queue("VQ", with(open(), "dialPrefix", "" + number))
                    .body(),
                "If-Match",
                "\"1\"")
            .outcome());

    assertThat(answers).containsExactlyInAnyOrder("200 0", "412 7182");
  }

  @Test
  @Tag("scenario-66")
  void anOpenCallbackOfARemovedQueueIsStillHandedOver() {
    var tenant = withRedis.tenant(new Publication().queue("VQ", open()).queue("VQ2", open()));
    var soon = withRedis.now().plusSeconds(600);
    var id = tenant.create(Tenant.at("VQ2", 1, soon)).id();

    var removed = tenant.publish(new Publication().queue("VQ", open()));

    assertThat(removed.data().at("/impact/QUEUE_REMOVED").asInt()).isEqualTo(1);
    assertThat(tenant.create(Tenant.at("VQ2", 2, soon)).outcome()).isEqualTo("400 7040");
    assertThat(tenant.retrieve(id).state()).isEqualTo("SCHEDULED");
    withRedis.clock().advance(Duration.ofMinutes(10));
    assertThat(withRedis.stream().await(id, 1)).containsEntry("id", id);
  }

  private static Publication holiday(Map<String, Object> row) {
    return new Publication()
        .hours("office", "08:00", "18:00")
        .holiday("office", DAY)
        .queue("VQ", row);
  }

  /** Tomorrow, within the opening hours of the example's offices. */
  private static Instant soon(Installation ges) {
    return ges.now().plusSeconds(86_400);
  }

  private static JsonNode example() throws IOException {
    try (var in = PublicationIT.class.getResourceAsStream("/callback-settings.example.json")) {
      return new JsonMapper().readTree(in);
    }
  }

  private static Map<String, Object> open() {
    return Publication.unthrottled(15, 10);
  }

  private static Map<String, Object> with(Map<String, Object> object, String name, Object value) {
    var copy = new HashMap<>(object);
    copy.put(name, value);
    return copy;
  }

  private static Answer ask(Tenant tenant, String queue) {
    return tenant.ask("callbacks/queue-status/" + queue);
  }

  private static URI settings(Tenant tenant) {
    return tenant.internal("callback-settings");
  }
}
