package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lookups by number, erasure and the audit in the clean API (specifications 5.1 and 6.9). */
class PersonalDataApiTest {

  private static final String BASE = "/ges/v1/tenants/" + TestNode.CCID;
  private static final String LOOKUP = BASE + "/callbacks/lookup";
  private static final String ERASE = BASE + "/personal-data/erase";
  private static final String ID = "00000000-0000-4000-8000-000000000001";
  private static final String NUMBER = "{\"phoneNumber\":\"+33 1 23 45 67 89\"}";

  private final TestNode node = TestNode.start();
  private final Http http = node.internal();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void openCallbacksOfANumberAreFound() {
    book();

    var found = http.post(LOOKUP, NUMBER).data().path("items");

    assertThat(found.findValuesAsText("id")).containsExactly(ID);
    assertThat(found.get(0).has("userData")).isFalse();
    http.post(BASE + "/callbacks/" + ID + "/cancel", "{\"reason\":\"CUSTOMER_CALLED_IN\"}");
    assertThat(http.post(LOOKUP, NUMBER).data().path("items")).isEmpty();
    var all = "{\"phoneNumber\":\"+33123456789\",\"openOnly\":false,\"service\":\"VQ\"}";
    assertThat(http.post(LOOKUP, all).data().path("items")).hasSize(1);
    assertThat(http.post(LOOKUP, all.replace("VQ", "other")).data().path("items"))
        .isEmpty();
    assertThat(http.post(LOOKUP, "{}").code()).isEqualTo(501);
    assertThat(http.post(LOOKUP, "{\"phoneNumber\":\"x\"}").code()).isEqualTo(7030);
  }

  @Test
  void erasingANumberEmptiesItsCallbacks() {
    book();

    assertThat(http.post(ERASE, NUMBER).data().toString())
        .isEqualTo("{\"callbacks\":1,\"callIns\":0}");

    var record = http.get(BASE + "/callbacks/" + ID).data();
    assertThat(record.path("reason").asText()).isEqualTo("ERASED");
    assertThat(record.path("phoneNumber").asText()).isEqualTo("erased");
    assertThat(record.path("userData").toString()).isEqualTo("{}");
    assertThat(http.post(ERASE, NUMBER).data().path("callbacks").asInt()).isZero();
  }

  @Test
  void oneCallbackIsErasedByItsId() {
    book();
    var byId = "{\"callbackId\":\"" + ID + "\"}";

    assertThat(http.post(ERASE, byId).data().path("callbacks").asInt()).isEqualTo(1);
    assertThat(http.post(ERASE, byId).data().path("callbacks").asInt()).isZero();
    assertThat(http.post(ERASE, byId.replace("0001", "0009")).code()).isEqualTo(7100);
    assertThat(http.post(ERASE, "{}").code()).isEqualTo(501);
    assertThat(http.post(ERASE, "{\"callbackId\":\"x\",\"phoneNumber\":\"1\"}").code())
        .isEqualTo(501);
  }

  @Test
  void theAuditIsPagedAndFiltered() {
    book();
    http.post(
        BASE + "/callbacks/" + ID + "/reschedule", "{\"desiredTime\":\"2026-12-01T12:00:00Z\"}");
    http.post(ERASE, NUMBER);

    var first = http.get(BASE + "/audit?limit=1").data();
    assertThat(first.path("items").findValuesAsText("action")).containsExactly("ERASE");
    assertThat(first.toString()).doesNotContain("123456789");
    var next = first.path("nextCursor").asText();
    var second =
        http.get(BASE + "/audit?limit=1&cursor=" + next).data().path("items").get(0);
    assertThat(second.path("action").asText()).isEqualTo("RESCHEDULE");
    assertThat(second.path("actor").asText()).isEqualTo("internal");
    assertThat(second.path("object").asText()).isEqualTo("callback:" + ID);
    assertThat(second.path("at").asText()).isEqualTo("2026-12-01T08:00:00.000Z");
    assertThat(count("?object=callback:" + ID)).isEqualTo(1);
    assertThat(count("?actor=nobody")).isZero();
    assertThat(count("?to=2026-12-01T08:00:00.000Z")).isZero();
    assertThat(http.get(BASE + "/audit?cursor=x").code()).isEqualTo(501);
  }

  @Test
  void theAuditTellsOfCancellationsThatNoCustomerAskedFor() {
    book();
    var cancel = BASE + "/callbacks/" + ID + "/cancel";
    http.post(cancel, "{\"reason\":\"CUSTOMER_CALLED_IN\"}");
    http.post(cancel, "{}");

    var items = http.get(BASE + "/audit?object=callback:" + ID).data().path("items");
    assertThat(items).hasSize(1);
    assertThat(items.get(0).path("action").asText()).isEqualTo("CANCEL");
    assertThat(items.get(0).path("actor").asText()).isEqualTo("internal");
    assertThat(items.get(0).path("detail").asText()).isEqualTo("CUSTOMER_CALLED_IN");
  }

  @Test
  void theAuditSaysNothingOfCustomersWhoCancel() {
    book();
    var id = "{\"id\":\"" + ID + "\"}";

    assertThat(node.external()
            .post("/engagement/v3/callbacks/cancel", id, "x-api-key", TestNode.KEY)
            .status())
        .isEqualTo(200);

    assertThat(count("?object=callback:" + ID)).isZero();
  }

  private int count(String query) {
    return http.get(BASE + "/audit" + query).data().path("items").size();
  }

  private void book() {
    http.post(
        BASE + "/callbacks",
        "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\","
            + "\"desiredTime\":\"2026-12-01T10:00:00Z\",\"userData\":{\"name\":\"Ada\"}}");
  }
}
