package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Specification 12 on the wire. */
class RegionApiTest {

  private static final String BASE = "/ges/v1/tenants/" + TestNode.CCID;
  private static final String RULES = BASE + "/region-rules";
  private static final String WEST = RULES + "/West";
  private static final String ASSIGNMENTS = BASE + "/queues/VQ/assignments";

  private final TestNode node = TestNode.start();
  private final Http http = node.internal();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aRuleIsMadeReadListedAndDeleted() {
    assertThat(http.get(RULES).data().toString())
        .isEqualTo("{\"version\":0,\"regions\":[\"eu\",\"us\"],\"items\":[]}");

    var made = http.send("PUT", WEST, "{\"regions\":[\"us\",\"eu\"]}");

    var rule = "{\"name\":\"West\",\"regions\":[\"us\",\"eu\"],\"queues\":[]}";
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.data().toString()).isEqualTo(rule);
    assertThat(made.header("ETag")).isEqualTo("\"1\"");
    assertThat(http.get(WEST).data().toString()).isEqualTo(rule);
    assertThat(http.get(RULES).data().path("items").toString()).isEqualTo("[" + rule + "]");
    assertThat(http.send("DELETE", WEST, null).data().toString()).isEqualTo("{\"name\":\"West\"}");
    assertThat(http.get(WEST).code()).isEqualTo(7170);
    assertThat(http.send("DELETE", WEST, null).code()).isEqualTo(7170);
  }

  @Test
  void aQueueHasRulesOfBothKinds() {
    http.send("PUT", BASE + "/capacity-rules/Week", "{\"cellMinutes\":60,\"capacity\":{}}");
    http.send("PUT", WEST, "{\"regions\":[\"us\"]}");

    var both = http.send("PUT", ASSIGNMENTS, "{\"capacityRule\":\"Week\",\"regionRule\":\"West\"}");

    assertThat(both.data().toString())
        .isEqualTo("{\"queue\":\"VQ\",\"capacityRule\":\"Week\",\"regionRule\":\"West\"}");
    assertThat(both.header("ETag")).isEqualTo("\"3\"");
    assertThat(http.get(ASSIGNMENTS).data()).isEqualTo(both.data());
    assertThat(http.get(ASSIGNMENTS).header("ETag")).isEqualTo("\"3\"");
    assertThat(http.get(WEST).data().path("queues").toString()).isEqualTo("[\"VQ\"]");
    assertThat(http.send("DELETE", WEST, null).data().toString())
        .isEqualTo("{\"errors\":[{\"path\":\"queues.VQ\",\"message\":\"has this rule\"}]}");
    assertThat(http.send("PUT", ASSIGNMENTS, "{\"regionRule\":null}").data().toString())
        .isEqualTo("{\"queue\":\"VQ\",\"capacityRule\":\"Week\"}");
    assertThat(http.send("DELETE", WEST, null).status()).isEqualTo(200);
    assertThat(http.get(ASSIGNMENTS).data().path("capacityRule").asText()).isEqualTo("Week");
  }

  @Test
  void aRuleNamesRegionsThatHaveServers() {
    assertThat(http.send("PUT", WEST, "{\"regions\":[\"us\",\"mars\",\"us\"]}")
            .data()
            .toString())
        .isEqualTo("{\"errors\":["
            + "{\"path\":\"regions[1]\",\"message\":\"expected one of [eu, us]\"},"
            + "{\"path\":\"regions[2]\",\"message\":\"is there already\"}]}");
    assertThat(http.send("PUT", WEST, "{\"regions\":[]}").status()).isEqualTo(400);
    assertThat(http.send("PUT", WEST, "{}").code()).isEqualTo(501);
    assertThat(http.send("PUT", WEST, "{\"regions\":\"us\"}").code()).isEqualTo(501);
    assertThat(http.send("PUT", WEST, "{\"regions\":[1]}").code()).isEqualTo(501);
    assertThat(http.get(RULES).data().path("version").asInt()).isZero();
  }

  @Test
  void whatDoesNotExistCannotBeAssigned() {
    http.send("PUT", WEST, "{\"regions\":[\"us\"]}");

    var noRule = http.send("PUT", ASSIGNMENTS, "{\"regionRule\":\"Other\"}");
    assertThat(noRule.code()).isEqualTo(501);
    assertThat(noRule.message()).startsWith("regionRule");
    assertThat(http.send("PUT", BASE + "/queues/None/assignments", "{\"regionRule\":\"West\"}")
            .code())
        .isEqualTo(7040);
  }
}
