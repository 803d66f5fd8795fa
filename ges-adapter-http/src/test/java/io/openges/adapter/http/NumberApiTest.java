package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Specification 11 on the wire. */
class NumberApiTest extends RuleApiContract {

  @Override
  String path() {
    return "/number-rules";
  }

  @Override
  String body() {
    return "{\"countries\":[\"US\"],\"patterns\":[{\"kind\":\"permit\",\"pattern\":\"+1900*\","
        + "\"overrideCountry\":true},{\"kind\":\"block\",\"expression\":\"\\\\+1650.*\"}]}";
  }

  @Override
  String shown() {
    return "\"countries\":[\"US\"],\"patterns\":[{\"kind\":\"permit\","
        + "\"pattern\":\"+1900*\",\"overrideCountry\":true},{\"kind\":\"block\","
        + "\"expression\":\"\\\\+1650.*\"}]";
  }

  @Override
  String assignment() {
    return "numberRule";
  }

  @Test
  void whatIsWrongWithARuleIsTold() {
    assertThat(put("{\"countries\":[\"UK\"],\"patterns\":[{\"kind\":\"x\"}]}")
            .data()
            .path("errors")
            .findValuesAsText("path"))
        .containsExactly("countries[0]", "patterns[0].kind", "patterns[0]");
  }

  @Test
  void anAssignedRuleDecidesAboutBookings() {
    put("{\"countries\":[\"US\"]}");
    assign("\"One\"");

    assertThat(http.post(
                BASE + "/callbacks", "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\"}")
            .code())
        .isEqualTo(7037);
  }

  @Test
  void theTestTellsWhatDecided() {
    var test = rules + "/test";
    put("{\"countries\":[\"US\"],\"patterns\":[{\"kind\":\"block\",\"pattern\":\"1650*\"}]}");

    assertThat(http.post(test, "{\"phoneNumber\":\"6502530000\",\"rule\":\"One\"}")
            .data()
            .toString())
        .isEqualTo("{\"allowed\":false,\"reason\":\"PATTERN_BLOCKED\",\"step\":{\"number\":3,"
            + "\"name\":\"BLOCKED\",\"pattern\":{\"kind\":\"block\",\"pattern\":\"1650*\"}},"
            + "\"e164\":\"+16502530000\",\"region\":\"US\",\"type\":\"FIXED_LINE_OR_MOBILE\","
            + "\"rule\":\"One\"}");
    assertThat(http.post(test, "{\"phoneNumber\":\"+33123456789\",\"service\":\"VQ\"}")
            .data()
            .toString())
        .isEqualTo("{\"allowed\":true,\"step\":{\"number\":7,\"name\":\"OTHERWISE\"},"
            + "\"e164\":\"+33123456789\",\"region\":\"FR\",\"type\":\"FIXED_LINE\"}");
    assertThat(http.post(test, "{\"phoneNumber\":\"abc\"}").data().toString())
        .isEqualTo("{\"allowed\":false,\"reason\":\"NUMBER_INVALID\","
            + "\"step\":{\"number\":1,\"name\":\"UNREADABLE\"}}");
    assertThat(http.post(test, "{\"phoneNumber\":\"1\",\"service\":\"none\"}").code())
        .isEqualTo(7040);
    assertThat(http.post(test, "{\"phoneNumber\":\"1\",\"rule\":\"none\"}").code())
        .isEqualTo(501);
    assertThat(http.post(test, "{}").code()).isEqualTo(501);
  }
}
