package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Specification 8.2 on the wire. */
class CapacityApiTest {

  private static final String BASE = "/ges/v1/tenants/" + TestNode.CCID;
  private static final String RULES = BASE + "/capacity-rules";
  private static final String WEEK = RULES + "/Week";
  private static final String ASSIGNMENTS = BASE + "/queues/VQ/assignments";

  /** Tuesday, ten to eleven in Paris. */
  private static final String TEN =
      "/engagement/v3/callbacks/availability/VQ?startMS=1796115600000&endMS=1796119200000";

  private final TestNode node = TestNode.start();
  private final Http http = node.internal();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aRuleIsMadeReadListedAndDeleted() {
    assertThat(http.get(RULES).data().toString()).isEqualTo("{\"version\":0,\"items\":[]}");

    var made =
        put("{\"cellMinutes\":60,\"capacity\":{\"mon\":{\"09:00\":10},\"*\":{\"12:00\":0}}}");

    var rule = "{\"name\":\"Week\",\"cellMinutes\":60,\"capacity\":{"
        + "\"mon\":{\"09:00\":10,\"12:00\":0},\"tue\":{\"12:00\":0},\"wed\":{\"12:00\":0},"
        + "\"thu\":{\"12:00\":0},\"fri\":{\"12:00\":0},\"sat\":{\"12:00\":0},"
        + "\"sun\":{\"12:00\":0}},\"queues\":[]}";
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.data().toString()).isEqualTo(rule);
    assertThat(made.header("ETag")).isEqualTo("\"1\"");
    assertThat(http.get(WEEK).data().toString()).isEqualTo(rule);
    assertThat(http.get(RULES).data().toString())
        .isEqualTo("{\"version\":1,\"items\":[" + rule + "]}");
    assertThat(http.send("DELETE", WEEK, null).data().toString()).isEqualTo("{\"name\":\"Week\"}");
    assertThat(http.get(WEEK).code()).isEqualTo(7170);
    assertThat(http.send("DELETE", WEEK, null).code()).isEqualTo(7170);
  }

  @Test
  void patchingSetsBlanksAndConverts() {
    put("{\"cellMinutes\":60,\"capacity\":{\"mon\":{\"09:00\":5,\"10:00\":1}}}");

    var patched =
        http.send("PATCH", WEEK, "{\"cellMinutes\":30,\"capacity\":{\"mon\":{\"10:00\":null}}}");

    assertThat(patched.data().path("capacity").toString())
        .isEqualTo("{\"mon\":{\"09:00\":3,\"09:30\":2,\"10:30\":0}}");
    assertThat(http.send("PATCH", WEEK, "{\"cellMinutes\":60}")
            .data()
            .path("capacity")
            .toString())
        .isEqualTo("{\"mon\":{\"09:00\":5,\"10:00\":0}}");
    assertThat(http.send("PATCH", RULES + "/Other", "{}").code()).isEqualTo(7170);
    assertThat(http.send("PATCH", WEEK, "{\"mon\":{\"10:00\":1}}").message())
        .isEqualTo("mon: unknown; expected cellMinutes or capacity");
  }

  @Test
  void anAssignedRuleIsWhatAvailabilityAnswersBy() {
    put("{\"cellMinutes\":60,\"capacity\":{\"tue\":{\"10:00\":10}}}");

    var assigned = http.send("PUT", ASSIGNMENTS, "{\"capacityRule\":\"Week\"}");

    assertThat(assigned.data().toString())
        .isEqualTo("{\"queue\":\"VQ\",\"capacityRule\":\"Week\"}");
    assertThat(http.get(ASSIGNMENTS).data()).isEqualTo(assigned.data());
    assertThat(http.get(WEEK).data().path("queues").toString()).isEqualTo("[\"VQ\"]");
    assertThat(http.get(TEN, "ccid", TestNode.CCID).data().findValuesAsText("total"))
        .containsExactly("3", "3", "2", "2");
    assertThat(http.send("DELETE", WEEK, null).data().toString())
        .isEqualTo("{\"errors\":[{\"path\":\"queues.VQ\",\"message\":\"has this rule\"}]}");

    http.send("PUT", ASSIGNMENTS, "{\"capacityRule\":null}");

    assertThat(http.get(ASSIGNMENTS).data().toString()).isEqualTo("{\"queue\":\"VQ\"}");
    assertThat(http.get(TEN, "ccid", TestNode.CCID).data().findValuesAsText("total"))
        .containsExactly("100", "100", "100", "100");
  }

  @Test
  void whatDoesNotExistCannotBeAssigned() {
    put("{\"cellMinutes\":60,\"capacity\":{}}");

    var noRule = http.send("PUT", ASSIGNMENTS, "{\"capacityRule\":\"Other\"}");
    assertThat(noRule.code()).isEqualTo(501);
    assertThat(noRule.message()).startsWith("capacityRule");
    var misspelt = http.send("PUT", ASSIGNMENTS, "{\"capacityrule\":\"Week\"}");
    assertThat(misspelt.code()).isEqualTo(501);
    assertThat(misspelt.message()).startsWith("capacityRule");
    assertThat(http.send("PUT", BASE + "/queues/None/assignments", "{\"capacityRule\":\"Week\"}")
            .code())
        .isEqualTo(7040);
    var noQueue = http.get(BASE + "/queues/None/assignments");
    assertThat(noQueue.status()).isEqualTo(400);
    assertThat(noQueue.code()).isEqualTo(7040);
  }

  @Test
  void errorsNameTheirPath() {
    var wrong = put("{\"cellMinutes\":60,\"capacity\":{\"mon\":{\"09:30\":1,\"10:00\":\"x\"},"
        + "\"tue\":3,\"x\":{}}}");

    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.code()).isEqualTo(7183);
    assertThat(wrong.data().findValuesAsText("path"))
        .containsExactly("capacity.x", "capacity.mon.09:30", "capacity.mon.10:00", "capacity.tue");
    assertThat(put("{\"capacity\":{}}").message()).startsWith("cellMinutes");
    assertThat(put("{\"cellMinutes\":45,\"capacity\":{}}").code()).isEqualTo(7183);
    assertThat(put("{\"cellMinutes\":61,\"capacity\":{}}").code()).isEqualTo(501);
    assertThat(put("{\"cellMinutes\":60}").message()).startsWith("capacity");
    assertThat(
            http.send("PUT", RULES + "/" + "x".repeat(65), "{\"cellMinutes\":60,\"capacity\":{}}")
                .code())
        .isEqualTo(7183);
  }

  @Test
  void whatIsNoNumberIsShownAsItWasSent() {
    var wrong = put("{\"cellMinutes\":60,\"capacity\":{\"mon\":{\"10:00\":\"x\"},\"tue\":\"y\"}}");

    assertThat(wrong.data().findValuesAsText("message"))
        .containsExactly(
            "expected an integer from 0 to 10000, or null, not \"x\"",
            "expected an object of times and numbers, not \"y\"");
  }

  @Test
  void aNameOfBlanksIsNone() {
    var refused = http.send("PUT", RULES + "/%20", "{\"cellMinutes\":60,\"capacity\":{}}");

    assertThat(refused.code()).isEqualTo(7183);
    assertThat(refused.data().at("/errors/0/path").asText()).isEqualTo("name");
  }

  @Test
  void ofTwoChangesOfOneVersionOneIsMade() {
    put("{\"cellMinutes\":60,\"capacity\":{}}");

    var first = http.send("PATCH", WEEK, "{\"cellMinutes\":30}", "If-Match", "\"1\"");
    var second =
        http.send("PATCH", WEEK, "{\"capacity\":{\"mon\":{\"09:00\":1}}}", "If-Match", "\"1\"");

    assertThat(first.header("ETag")).isEqualTo("\"2\"");
    assertThat(second.status()).isEqualTo(412);
    assertThat(second.code()).isEqualTo(7182);
    assertThat(http.send("PATCH", WEEK, "{}", "If-Match", "new").code()).isEqualTo(501);
  }

  private Http.Answer put(String body) {
    return http.send("PUT", WEEK, body);
  }
}
