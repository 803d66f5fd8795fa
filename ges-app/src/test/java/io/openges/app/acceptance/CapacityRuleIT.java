package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openges.app.installation.Answer;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a capacity rule does to the slots of its queues. */
class CapacityRuleIT {

  /** A Thursday, ten to eleven. */
  private static final String HOUR = "?start=2035-03-08T10:00:00Z&end=2035-03-08T11:00:00Z";

  private static Tenant tenant;

  @BeforeAll
  static void publish() {
    tenant = Installation.shared()
        .tenant(new Publication()
            .queue("VQ_ZERO", Map.of("timeSlotMinutes", 15, "maxCallbacksPerSlot", 7))
            .queue("VQ_QUARTER", Map.of("timeSlotMinutes", 15))
            .queue("VQ_TWENTY", Map.of("timeSlotMinutes", 20))
            .queue("VQ_SWITCHED", Map.of("timeSlotMinutes", 30)));
  }

  @Test
  @Tag("scenario-36")
  void aSlotWithoutCapacityIsNotListedEvenAmongTheBusy() {
    define("zero", 30, Map.of("thu", Map.of("10:00", 0)));
    assign("VQ_ZERO", "zero");

    var listed = slots("VQ_ZERO", HOUR + "&reportBusy=true");

    assertThat(texts(listed, "utcTime"))
        .containsExactly("2035-03-08T10:30:00.000Z", "2035-03-08T10:45:00.000Z");
    assertThat(texts(listed, "total")).as("blank: the queue's own").containsOnly("7");
  }

  @Test
  @Tag("scenario-43")
  void aCellIsSharedOutOverItsSlots() {
    define("ten", 60, Map.of("*", Map.of("10:00", 10)));
    assign("VQ_QUARTER", "ten");

    assertThat(texts(slots("VQ_QUARTER", HOUR), "total")).containsExactly("3", "3", "2", "2");
  }

  @Test
  @Tag("scenario-43")
  void slotsAreAsLongAsFitsRowAndRule() {
    define("half", 30, Map.of("*", Map.of("10:00", 3)));
    assign("VQ_TWENTY", "half");

    var answer = tenant.ask("callbacks/availability/VQ_TWENTY" + HOUR);

    assertThat(answer.data().path("durationMin").asInt()).isEqualTo(10);
    assertThat(texts(slots(answer), "total").subList(0, 3)).containsExactly("1", "1", "1");
  }

  @Test
  @Tag("scenario-43")
  void aRuleIsSwitchedToHalfHoursAndBack() {
    define("five", 60, Map.of("*", Map.of("10:00", 5)));
    assign("VQ_SWITCHED", "five");

    amend("five", 30);
    assertThat(texts(slots("VQ_SWITCHED", HOUR), "total")).containsExactly("3", "2");

    var again = amend("five", 60);
    assertThat(again.data().path("capacity").path("thu").toString()).isEqualTo("{\"10:00\":5}");
  }

  private static void define(String rule, int cellMinutes, Map<String, ?> capacity) {
    var body = Map.of("cellMinutes", cellMinutes, "capacity", capacity);
    ok(Http.send("PUT", tenant.internal("capacity-rules/" + rule), body));
  }

  private static Answer amend(String rule, int cellMinutes) {
    var body = Map.of("cellMinutes", cellMinutes);
    return ok(Http.send("PATCH", tenant.internal("capacity-rules/" + rule), body));
  }

  private static void assign(String queue, String rule) {
    var uri = tenant.internal("queues/" + queue + "/assignments");
    ok(Http.send("PUT", uri, Map.of("capacityRule", rule)));
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.outcome()).as(answer.text()).isEqualTo("200 0");
    return answer;
  }

  private static List<JsonNode> slots(String queue, String query) {
    return slots(tenant.ask("callbacks/availability/" + queue + query));
  }

  private static List<JsonNode> slots(Answer answer) {
    List<JsonNode> slots = new ArrayList<>();
    ok(answer).data().path("slots").forEach(slots::add);
    return slots;
  }

  private static List<String> texts(List<JsonNode> slots, String field) {
    return slots.stream().map(slot -> slot.path(field).asText()).toList();
  }
}
