package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Specification 8.2 on the wire. */
class CapacityApiTest extends RuleApiContract {

  /** Tuesday, ten to eleven in Paris. */
  private static final String TEN =
      "/engagement/v3/callbacks/availability/VQ?startMS=1796115600000&endMS=1796119200000";

  @Override
  String path() {
    return "/capacity-rules";
  }

  @Override
  String body() {
    return "{\"cellMinutes\":60,\"capacity\":{\"mon\":{\"09:00\":10},\"*\":{\"12:00\":0}}}";
  }

  @Override
  String shown() {
    return "\"cellMinutes\":60,\"capacity\":{"
        + "\"mon\":{\"09:00\":10,\"12:00\":0},\"tue\":{\"12:00\":0},\"wed\":{\"12:00\":0},"
        + "\"thu\":{\"12:00\":0},\"fri\":{\"12:00\":0},\"sat\":{\"12:00\":0},"
        + "\"sun\":{\"12:00\":0}}";
  }

  @Override
  String assignment() {
    return "capacityRule";
  }

  @Test
  void patchingSetsBlanksAndConverts() {
    put("{\"cellMinutes\":60,\"capacity\":{\"mon\":{\"09:00\":5,\"10:00\":1}}}");

    var patched =
        http.send("PATCH", one, "{\"cellMinutes\":30,\"capacity\":{\"mon\":{\"10:00\":null}}}");

    assertThat(patched.data().path("capacity").toString())
        .isEqualTo("{\"mon\":{\"09:00\":3,\"09:30\":2,\"10:30\":0}}");
    assertThat(http.send("PATCH", one, "{\"cellMinutes\":60}")
            .data()
            .path("capacity")
            .toString())
        .isEqualTo("{\"mon\":{\"09:00\":5,\"10:00\":0}}");
    assertThat(http.send("PATCH", rules + "/Other", "{}").code()).isEqualTo(7170);
    assertThat(http.send("PATCH", one, "{\"mon\":{\"10:00\":1}}").message())
        .isEqualTo("mon: unknown; expected cellMinutes or capacity");
  }

  @Test
  void anAssignedRuleIsWhatAvailabilityAnswersBy() {
    put("{\"cellMinutes\":60,\"capacity\":{\"tue\":{\"10:00\":10}}}");
    assign("\"One\"");

    assertThat(http.get(TEN, "ccid", TestNode.CCID).data().findValuesAsText("total"))
        .containsExactly("3", "3", "2", "2");

    assign("null");

    assertThat(http.get(TEN, "ccid", TestNode.CCID).data().findValuesAsText("total"))
        .containsExactly("100", "100", "100", "100");
  }

  @Test
  void aQueueIsGivenRulesByTheirMembersOnly() {
    define();

    var misspelt = http.send("PUT", ASSIGNMENTS, "{\"capacityrule\":\"One\"}");

    assertThat(misspelt.code()).isEqualTo(501);
    assertThat(misspelt.message()).startsWith("capacityRule");
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
  }

  @Test
  void whatIsNoNumberIsShownAsItWasSent() {
    var wrong = put("{\"cellMinutes\":60,\"capacity\":{\"mon\":{\"10:00\":\"x\"},\"tue\":\"y\"}}");

    assertThat(wrong.data().findValuesAsText("message"))
        .containsExactly(
            "expected an integer from 0 to 10000, or null, not \"x\"",
            "expected an object of times and numbers, not \"y\"");
  }
}
