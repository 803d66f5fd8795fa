package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Specification 11 on the wire. */
class NumberApiTest {

  private static final String BASE = "/ges/v1/tenants/" + TestNode.CCID;
  private static final String RULES = BASE + "/number-rules";
  private static final String US = RULES + "/US";
  private static final String TEST = RULES + "/test";
  private static final String ASSIGNMENTS = BASE + "/queues/VQ/assignments";

  private final TestNode node = TestNode.start();
  private final Http http = node.internal();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aRuleIsMadeReadListedAndDeleted() {
    assertThat(http.get(RULES).data().toString()).isEqualTo("{\"version\":0,\"items\":[]}");

    var made = http.send(
        "PUT",
        US,
        "{\"countries\":[\"US\"],\"patterns\":[{\"kind\":\"permit\",\"pattern\":\"+1900*\","
            + "\"overrideCountry\":true},{\"kind\":\"block\",\"expression\":\"\\\\+1650.*\"}]}");

    var rule = "{\"name\":\"US\",\"countries\":[\"US\"],\"patterns\":[{\"kind\":\"permit\","
        + "\"pattern\":\"+1900*\",\"overrideCountry\":true},{\"kind\":\"block\","
        + "\"expression\":\"\\\\+1650.*\"}],\"queues\":[]}";
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.data().toString()).isEqualTo(rule);
    assertThat(made.header("ETag")).isEqualTo("\"1\"");
    assertThat(http.get(US).data().toString()).isEqualTo(rule);
    assertThat(http.get(RULES).data().path("items").toString()).isEqualTo("[" + rule + "]");
    assertThat(http.send("DELETE", US, null).data().toString()).isEqualTo("{\"name\":\"US\"}");
    assertThat(http.get(US).code()).isEqualTo(7170);
  }

  @Test
  void whatIsWrongWithARuleIsTold() {
    assertThat(http.send("PUT", US, "{\"countries\":[\"UK\"],\"patterns\":[{\"kind\":\"x\"}]}")
            .data()
            .path("errors")
            .findValuesAsText("path"))
        .containsExactly("countries[0]", "patterns[0].kind", "patterns[0]");
  }

  @Test
  void aRuleIsAssignedBesideOthersAndDecides() {
    http.send("PUT", US, "{\"countries\":[\"US\"]}");
    assertThat(http.send("PUT", ASSIGNMENTS, "{\"numberRule\":\"None\"}").code())
        .isEqualTo(501);

    var assigned = http.send("PUT", ASSIGNMENTS, "{\"numberRule\":\"US\"}");

    assertThat(assigned.data().toString()).isEqualTo("{\"queue\":\"VQ\",\"numberRule\":\"US\"}");
    assertThat(http.get(US).data().path("queues").toString()).isEqualTo("[\"VQ\"]");
    assertThat(http.post(
                BASE + "/callbacks", "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\"}")
            .code())
        .isEqualTo(7037);
    assertThat(http.send("DELETE", US, null).data().toString())
        .isEqualTo("{\"errors\":[{\"path\":\"queues.VQ\",\"message\":\"has this rule\"}]}");
  }

  @Test
  void theTestTellsWhatDecided() {
    http.send(
        "PUT",
        US,
        "{\"countries\":[\"US\"],\"patterns\":[{\"kind\":\"block\",\"pattern\":\"1650*\"}]}");

    assertThat(http.post(TEST, "{\"phoneNumber\":\"6502530000\",\"rule\":\"US\"}")
            .data()
            .toString())
        .isEqualTo("{\"allowed\":false,\"reason\":\"PATTERN_BLOCKED\",\"step\":{\"number\":3,"
            + "\"name\":\"BLOCKED\",\"pattern\":{\"kind\":\"block\",\"pattern\":\"1650*\"}},"
            + "\"e164\":\"+16502530000\",\"region\":\"US\",\"type\":\"FIXED_LINE_OR_MOBILE\","
            + "\"rule\":\"US\"}");
    assertThat(http.post(TEST, "{\"phoneNumber\":\"+33123456789\",\"service\":\"VQ\"}")
            .data()
            .toString())
        .isEqualTo("{\"allowed\":true,\"step\":{\"number\":7,\"name\":\"OTHERWISE\"},"
            + "\"e164\":\"+33123456789\",\"region\":\"FR\",\"type\":\"FIXED_LINE\"}");
    assertThat(http.post(TEST, "{\"phoneNumber\":\"abc\"}").data().toString())
        .isEqualTo("{\"allowed\":false,\"reason\":\"NUMBER_INVALID\","
            + "\"step\":{\"number\":1,\"name\":\"UNREADABLE\"}}");
    assertThat(http.post(TEST, "{\"phoneNumber\":\"1\",\"service\":\"none\"}").code())
        .isEqualTo(7040);
    assertThat(http.post(TEST, "{\"phoneNumber\":\"1\",\"rule\":\"none\"}").code())
        .isEqualTo(501);
    assertThat(http.post(TEST, "{}").code()).isEqualTo(501);
  }
}
