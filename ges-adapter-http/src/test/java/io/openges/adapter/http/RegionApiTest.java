package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Specification 12 on the wire. */
class RegionApiTest extends RuleApiContract {

  @Override
  String path() {
    return "/region-rules";
  }

  @Override
  String body() {
    return "{\"regions\":[\"us\",\"eu\"]}";
  }

  @Override
  String shown() {
    return "\"regions\":[\"us\",\"eu\"]";
  }

  @Override
  String assignment() {
    return "regionRule";
  }

  @Override
  String besides() {
    return "\"regions\":[\"eu\",\"us\"],";
  }

  @Test
  void aRuleNamesRegionsThatHaveServers() {
    assertThat(put("{\"regions\":[\"us\",\"mars\",\"us\"]}").data().toString())
        .isEqualTo("{\"errors\":["
            + "{\"path\":\"regions[1]\",\"message\":\"expected one of [eu, us]\"},"
            + "{\"path\":\"regions[2]\",\"message\":\"is there already\"}]}");
    assertThat(put("{\"regions\":[]}").status()).isEqualTo(400);
    assertThat(put("{}").code()).isEqualTo(501);
    assertThat(put("{\"regions\":\"us\"}").code()).isEqualTo(501);
    assertThat(put("{\"regions\":[1]}").code()).isEqualTo(501);
    assertThat(http.get(rules).data().path("version").asInt()).isZero();
  }

  @Test
  void aQueueHasRulesOfSeveralKinds() {
    http.send("PUT", BASE + "/capacity-rules/Week", "{\"cellMinutes\":60,\"capacity\":{}}");
    define();

    var both = http.send("PUT", ASSIGNMENTS, "{\"capacityRule\":\"Week\",\"regionRule\":\"One\"}");

    assertThat(both.data().toString())
        .isEqualTo("{\"queue\":\"VQ\",\"capacityRule\":\"Week\",\"regionRule\":\"One\"}");
    assertThat(both.header("ETag")).isEqualTo("\"3\"");
    assertThat(http.get(ASSIGNMENTS).data()).isEqualTo(both.data());
    assertThat(http.get(ASSIGNMENTS).header("ETag")).isEqualTo("\"3\"");
    assertThat(assign("null").data().toString())
        .isEqualTo("{\"queue\":\"VQ\",\"capacityRule\":\"Week\"}");
    assertThat(http.send("DELETE", one, null).status()).isEqualTo(200);
    assertThat(http.get(ASSIGNMENTS).data().path("capacityRule").asText()).isEqualTo("Week");
  }
}
