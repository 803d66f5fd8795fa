package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openges.app.installation.Answer;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;

/** What customers' applications ask before they book. */
class QuestionsIT {

  private static Installation ges;
  private static Tenant tenant;

  @BeforeAll
  static void publish() {
    ges = Installation.shared();
    ges.platform().waitTime("VQ_125", 125);
    ges.platform().waitTime("VQ_LATE", 30_000);
    ges.platform().waitTime("VQ_NO_AGENTS", -2);
    tenant = ges.tenant(new Publication()
        .hours("evening", "22:00", "23:00")
        .hours("midday", "08:00", "18:00")
        .queue("VQ", Map.of())
        .queue("VQ_125", Map.of())
        .queue("VQ_CLOSED", Map.of("businessHours", "evening"))
        .queue("VQ_HOUR", Map.of("timeSlotMinutes", 60, "maxCallbacksPerSlot", 1))
        .queue("VQ_LATE", Map.of("businessHours", "midday"))
        .queue("VQ_NO_AGENTS", Map.of())
        .queue("VQ_NONE", Map.of("businessHours", "evening", "maxCallbacksPerSlot", 0))
        .queue("VQ_ONE", Map.of("maxCallbacksPerSlot", 1)));
  }

  @Test
  @Tag("scenario-15")
  void insteadOfTheLastSlotThoseBeforeItAreProposed() {
    var last = Instant.parse("2035-03-19T10:00:00Z");
    assertThat(tenant.create(Tenant.at("VQ_HOUR", 1, last)).outcome()).isEqualTo("200 0");

    var refused = tenant.create(Tenant.at("VQ_HOUR", 2, last));

    assertThat(refused.outcome()).isEqualTo("429 7110");
    List<Instant> proposed = new ArrayList<>();
    refused.data().path("slots").fieldNames().forEachRemaining(key -> {
      proposed.add(Instant.parse(key));
    });
    assertThat(proposed).hasSize(10);
    for (int i = 0; i < proposed.size(); i++) {
      assertThat(proposed.get(i)).isEqualTo(last.minusSeconds(3_600L * (i + 1)));
    }
  }

  @ParameterizedTest
  @Tag("scenario-35")
  @CsvSource({
    "start=2035-03-06T10:00:00Z&startMS=1, start",
    "end=2035-03-07T10:00:00Z&numberOfDays=1, numberOfDays",
    "end=2035-03-07T10:00:00Z&endMS=2056788000000, endMS",
    "endMS=2056788000000&numberOfDays=1, numberOfDays"
  })
  void parametersThatExcludeEachOtherAreRefused(String query, String name) {
    var refused = tenant.ask("callbacks/availability/VQ?" + query);

    assertThat(refused.outcome()).isEqualTo("400 501");
    assertThat(refused.message()).contains(name);
  }

  @Test
  @Tag("scenario-36")
  void aFullSlotIsListedOnDemand() {
    var slot = Instant.parse("2035-03-08T12:00:00Z");
    tenant.create(Tenant.at("VQ_ONE", 3, slot));
    var range = "callbacks/availability/VQ_ONE?start=2035-03-08T12:00:00Z&end=2035-03-08T12:30:00Z";

    assertThat(slots(tenant.ask(range)))
        .singleElement()
        .satisfies(free ->
            assertThat(free.path("utcTime").asText()).isEqualTo("2035-03-08T12:15:00.000Z"));

    var busy = slots(tenant.ask(range + "&reportBusy=true"));
    assertThat(busy).hasSize(2);
    assertThat(busy.get(0).path("utcTime").asText()).isEqualTo(Tenant.iso(slot));
    assertThat(busy.get(0).path("capacity").asInt(-1)).isZero();
    assertThat(busy.get(0).path("total").asInt(-1)).isOne();
  }

  @Test
  @Tag("scenario-37")
  void onlySoManySlotsAreListed() {
    var answer = tenant.ask("callbacks/availability/VQ?numberOfDays=2&maxTimeSlots=3");

    assertThat(slots(answer))
        .hasSize(3)
        .allSatisfy(slot -> assertThat(slot.path("capacity").asInt()).isPositive());
    assertThat(answer.header("X-GES-TZDATA"))
        .hasValueSatisfying(version -> assertThat(version).matches("20[0-9]{2}[a-z]"));
  }

  @ParameterizedTest
  @Tag("scenario-42")
  @CsvSource({"VQ, 31622400", "always, 31622400", "VQ_CLOSED, 0", "evening, 0"})
  void anOfficeSaysForHowLongItIsOpen(String name, long seconds) {
    var answer = tenant.ask("callbacks/open-for/" + name);

    assertThat(answer.outcome()).isEqualTo("200 0");
    assertThat(answer.data().path("openFor").asLong(-1)).isEqualTo(seconds);
  }

  @Test
  @Tag("scenario-42")
  void businessHoursAnswerByTheirOwnName() {
    var answer = tenant.ask("callbacks/open-for/midday?start=2035-03-06T16:30:00Z");

    assertThat(answer.data().path("openFor").asLong(-1)).isEqualTo(5_400);
    assertThat(tenant.ask("callbacks/open-for/nobody").outcome()).isEqualTo("400 7040");
  }

  @Test
  @Tag("scenario-68")
  void everyQueueHasItsOwnEstimate() {
    var answer = tenant.ask("estimated-wait-time?virtual-queues=VQ_125,VQ_UNKNOWN");

    assertThat(answer.outcome()).isEqualTo("200 0");
    var known = answer.data().path(0);
    assertThat(known.path("virtualQueue").asText()).isEqualTo("VQ_125");
    assertThat(known.path("estimatedWaitTime").asInt()).isEqualTo(125);
    assertThat(known.path("resultCode").asInt(9)).isZero();
    assertThat(known.path("message").asText("none")).isEmpty();
    var unknown = answer.data().path(1);
    assertThat(unknown.path("virtualQueue").asText()).isEqualTo("VQ_UNKNOWN");
    assertThat(unknown.path("estimatedWaitTime").asInt()).isEqualTo(-1);
    assertThat(unknown.path("resultCode").asInt()).isEqualTo(-1);
    assertThat(unknown.path("message").asText()).isNotEmpty();
  }

  @Test
  void whatOneNodeHearsTheOthersCanFind() {
    var server = ges.servers().redis();
    tenant.ask("estimated-wait-time?virtual-queues=VQ_125&mode=mode1");

    try (var redis = RedisClient.builder()
        .hostAndPort(server.host(), server.port())
        .clientConfig(
            DefaultJedisClientConfig.builder().password(server.password()).build())
        .build()) {
      var heard = Eventually.find(
          "it is in Redis",
          () -> Optional.ofNullable(redis.get("ges:{" + tenant.ccid() + "}:ewt:mode1:all:VQ_125")));
      assertThat(heard).endsWith(" 125");
    }
  }

  @ParameterizedTest
  @Tag("scenario-70")
  @CsvSource({"VQ_NO_AGENTS, false", "VQ, true"})
  void aQueueWithoutAgentsIsNotOneWithoutHistory(String queue, boolean offered) {
    var status = tenant.ask("callbacks/queue-status/" + queue).data();

    assertThat(status.path("ewt").asInt()).isEqualTo(-1);
    assertThat(status.path("offerImmediateCallback").asBoolean(!offered)).isEqualTo(offered);
    assertThat(status.path("offerScheduledCallback").asBoolean()).isTrue();
  }

  @Test
  @Tag("scenario-71")
  void whatCouldNotBeServedBeforeClosingIsNotOffered() {
    var status = tenant.ask("callbacks/queue-status/VQ_LATE").data();

    assertThat(status.path("ewt").asInt()).isEqualTo(30_000);
    assertThat(status.path("offerImmediateCallback").asBoolean(true)).isFalse();
    assertThat(tenant.create(Tenant.now("VQ_LATE", 4)).outcome()).isEqualTo("400 7109");
  }

  @Test
  @Tag("scenario-80")
  void anOperatorIsToldAllThatStandsAgainstABooking() {
    var body = Tenant.at("VQ_CLOSED", 5, Instant.parse("2035-03-06T12:00:00Z"));
    body.put("phoneNumber", "abc");
    assertThat(tenant.create(body).outcome()).isEqualTo("400 7030");

    var explained = Http.post(tenant.internal("explain/booking"), body).data();

    assertThat(explained.path("allowed").asBoolean(true)).isFalse();
    assertThat(explained.path("reasons").findValuesAsText("code"))
        .containsExactly("NUMBER_INVALID", "CLOSED_WEEKLY");
  }

  @Test
  @Tag("scenario-80")
  void anOperatorIsToldByItsIdAllThatWasWrongWithARequest() {
    var slot = Instant.parse("2035-03-06T12:00:00Z");
    var refused = tenant.create(Tenant.at("VQ_NONE", 7, slot));
    assertThat(refused.outcome()).isEqualTo("400 7042");

    var explained = explained(refused);

    assertThat(explained.path("allowed").asBoolean(true)).isFalse();
    assertThat(explained.path("service").asText()).isEqualTo("VQ_NONE");
    assertThat(explained.path("reasons").findValuesAsText("code"))
        .containsExactly("CLOSED_WEEKLY", "CAPACITY_ZERO");
    assertThat(explained.toString()).doesNotContain("2530007");
  }

  @Test
  @Tag("scenario-80")
  void aFullSlotIsExplainedAfterwards() {
    var slot = Instant.parse("2035-03-08T16:00:00Z");
    assertThat(tenant.create(Tenant.at("VQ_ONE", 8, slot)).outcome()).isEqualTo("200 0");
    var refused = tenant.create(Tenant.at("VQ_ONE", 9, slot));

    var reason = explained(refused).path("reasons").path(0);

    assertThat(reason.path("code").asText()).isEqualTo("CAPACITY_FULL");
    assertThat(reason.path("detail").path("used").asInt()).isOne();
    assertThat(reason.path("detail").path("total").asInt()).isOne();
  }

  private static JsonNode explained(Answer refused) {
    var path = "explain/request/" + refused.header("X-GES-Correlation-Id").orElseThrow();
    return Eventually.find("the explanation", () -> {
      var answer = Http.get(tenant.internal(path));
      return answer.status() == 404 ? Optional.empty() : Optional.of(answer.data());
    });
  }

  private static List<JsonNode> slots(Answer answer) {
    assertThat(answer.outcome()).isEqualTo("200 0");
    List<JsonNode> slots = new ArrayList<>();
    answer.data().path("slots").forEach(slots::add);
    return slots;
  }
}
