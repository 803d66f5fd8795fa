package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Metrics;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import io.openges.app.installation.VoicePlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The days on which clocks change, and a routing server that fails. */
class ClockChangeIT {

  private static VoicePlatform primary;
  private static VoicePlatform backup;
  private static Installation ges;

  @BeforeAll
  static void start() {
    primary = VoicePlatform.start();
    backup = VoicePlatform.start();
    ges = Installation.ofNodes(
        1, Map.of("GES_URS_NODES", "here=" + primary.address() + "|" + backup.address()));
  }

  @AfterAll
  static void stop() {
    ges.close();
    primary.close();
    backup.close();
  }

  @Test
  @Tag("scenario-38")
  void theHourThatIsSkippedHasNoSlots() {
    ges.clock().goFrom(Instant.parse("2027-03-20T00:00:00Z"));
    var tenant = alwaysOpenIn("Europe/Paris", 15, 1);

    var slots = slots(tenant, "2027-03-28", "Europe/Paris");

    assertThat(slots)
        .hasSize(92)
        .noneSatisfy(slot -> assertThat(slot.path("localTime").asText()).contains("T02:"));
  }

  @Test
  @Tag("scenario-39")
  void theHourThatIsRepeatedHasItsSlotsTwice() {
    ges.clock().goFrom(Instant.parse("2027-10-25T00:00:00Z"));
    var tenant = alwaysOpenIn("Europe/Paris", 15, 1);

    var slots = slots(tenant, "2027-10-31", "Europe/Paris");

    assertThat(slots).hasSize(100);
    var summer = slotAt(slots, "2027-10-31T02:00:00.000+02:00");
    var winter = slotAt(slots, "2027-10-31T02:00:00.000+01:00");
    assertThat(summer).isEqualTo(Instant.parse("2027-10-31T00:00:00Z"));
    assertThat(winter).isEqualTo(Instant.parse("2027-10-31T01:00:00Z"));
    for (var slot : List.of(summer, winter)) {
      assertThat(tenant.create(Tenant.at("VQ", 1, slot)).outcome()).isEqualTo("200 0");
      assertThat(tenant.create(Tenant.at("VQ", 2, slot)).outcome()).isEqualTo("429 7110");
    }
  }

  @ParameterizedTest
  @Tag("scenario-40")
  @CsvSource({
    "2027-10-03, 30, 47, 0",
    "2027-04-04, 30, 49, 0",
    "2027-10-03, 60, 24, 1",
    "2027-04-04, 60, 25, 1"
  })
  void aChangeOfHalfAnHourLeavesHalfASlot(String date, int minutes, int count, int halves) {
    ges.clock().goFrom(Instant.parse(date + "T00:00:00Z").minus(Duration.ofDays(3)));
    var tenant = alwaysOpenIn("Australia/Lord_Howe", minutes, 5);

    var slots = slots(tenant, date, "Australia/Lord_Howe");

    assertThat(slots).hasSize(count);
    assertThat(slots.stream().filter(slot -> slot.path("total").asInt() == 3)).hasSize(halves);
    assertThat(slots.stream().filter(slot -> slot.path("total").asInt() == 5))
        .hasSize(count - halves);
  }

  @ParameterizedTest
  @Tag("scenario-41")
  @CsvSource({"2027-03-14, 82800", "2026-11-01, 90000", "2027-03-07, 86400"})
  void aDayIsOpenForAsLongAsItLasts(String sunday, long seconds) {
    ges.clock().goFrom(Instant.parse("2026-10-25T00:00:00Z"));
    var tenant = ges.tenant(new Publication()
        .hours("sundays", "America/New_York", List.of("sun"), "00:00", "24:00")
        .queue("VQ", Map.of("businessHours", "sundays")));

    var answer =
        tenant.ask("callbacks/open-for/VQ?start=" + sunday + "T00:00:00&timezone=America/New_York");

    assertThat(answer.data().path("openFor").asLong(-1)).isEqualTo(seconds);
  }

  @Test
  @Tag("scenario-69")
  void theModeIsPassedOnAndTheBackupAnswersForAPrimaryThatIsDown() {
    var tenant = alwaysOpenIn("Europe/Paris", 15, 1);
    primary.waitTime("VQ_STAT", 7);
    backup.waitTime("VQ_DOWN", 42);

    assertThat(estimate(tenant, "VQ_STAT&mode=mode3&include-calls-on-hold=true"))
        .isEqualTo(7);
    assertThat(primary.waitQuestions())
        .anySatisfy(question -> assertThat(question).contains("VQ_STAT", "aqt=stat", "hold=true"));
    assertThat(backup.waitQuestions())
        .noneSatisfy(question -> assertThat(question).contains("VQ_STAT"));

    primary.close();
    Eventually.holds("the backup answers", () -> estimate(tenant, "VQ_DOWN") == 42);
    assertThat(Metrics.of(ges.node(0)).sum("ALL_URS_DOWN")).isZero();
  }

  private static int estimate(Tenant tenant, String query) {
    var answer = tenant.ask("estimated-wait-time?virtual-queues=" + query);
    assertThat(answer.outcome()).isEqualTo("200 0");
    return answer.data().path(0).path("estimatedWaitTime").asInt(-9);
  }

  private static Tenant alwaysOpenIn(String zone, int minutes, int capacity) {
    var row = Publication.unthrottled(minutes, capacity);
    row.put("businessHours", "here");
    return ges.tenant(new Publication().always("here", zone).queue("VQ", row));
  }

  private static List<JsonNode> slots(Tenant tenant, String date, String zone) {
    var answer = tenant.ask(
        "callbacks/availability/VQ?start=" + date + "T00:00:00&numberOfDays=1&timezone=" + zone);
    assertThat(answer.outcome()).isEqualTo("200 0");
    List<JsonNode> slots = new ArrayList<>();
    answer.data().path("slots").forEach(slots::add);
    return slots;
  }

  private static Instant slotAt(List<JsonNode> slots, String localTime) {
    return slots.stream()
        .filter(slot -> slot.path("localTime").asText().equals(localTime))
        .map(slot -> Instant.parse(slot.path("utcTime").asText()))
        .findFirst()
        .orElseThrow();
  }
}
