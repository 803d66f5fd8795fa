package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CleanApiTest {

  private static final String BASE = "/ges/v1/tenants/" + TestNode.CCID;
  private static final String ALL = BASE + "/callbacks";
  private static final String ID = "00000000-0000-4000-8000-000000000001";
  private static final String ONE = ALL + "/" + ID;

  private final TestNode node = TestNode.start();
  private final Http http = node.internal();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aRecordShowsAllThereIs() {
    http.post(
        ALL,
        "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\",\"origin\":\"UI\",\"priority\":3,"
            + "\"desiredTime\":\"2026-12-01T10:00:00Z\",\"userData\":{\"n\":1.50}}");

    assertThat(http.get(ONE).masked())
        .isEqualTo("{\"status\":{\"code\":0,\"message\":\"Successful\",\"corrId\":\"C\"},\"data\":{"
            + "\"id\":\"" + ID + "\",\"ccid\":\"" + TestNode.CCID + "\",\"service\":\"VQ\","
            + "\"kind\":\"SCHEDULED\",\"origin\":\"UI\",\"direction\":\"USERTERMINATED\","
            + "\"phoneNumber\":\"+33123456789\",\"e164\":\"+33123456789\",\"state\":\"SCHEDULED\",\"version\":1,\"attempt\":1,"
            + "\"desiredTime\":\"2026-12-01T10:00:00.000Z\","
            + "\"requestedTime\":\"2026-12-01T10:00:00.000Z\","
            + "\"createdAt\":\"2026-12-01T08:00:00.000Z\","
            + "\"updatedAt\":\"2026-12-01T08:00:00.000Z\","
            + "\"expiresAt\":\"2026-12-02T10:00:00.000Z\","
            + "\"purgeAt\":\"2026-12-15T10:00:00.000Z\",\"cbOfferType\":\"SCHEDULED\","
            + "\"channel\":\"UNKNOWN\",\"language\":\"en-US\",\"priority\":3,\"pushChannels\":[],"
            + "\"settingsVersion\":1,\"userData\":{\"n\":1.50},\"storage\":{}}}");
  }

  @Test
  void listsArePagedInOrderAndWithoutUserData() {
    node.withoutLimits();
    book("2026-12-01T11:00:00Z");
    book("2026-12-01T10:00:00Z");
    book("2026-12-01T12:00:00Z");

    var first = http.get(ALL + "?limit=2").data();
    var second =
        http.get(ALL + "?limit=2&cursor=" + first.path("nextCursor").asText()).data();

    assertThat(first.path("items").findValuesAsText("desiredTime"))
        .containsExactly("2026-12-01T10:00:00.000Z", "2026-12-01T11:00:00.000Z");
    assertThat(second.path("items").findValuesAsText("desiredTime"))
        .containsExactly("2026-12-01T12:00:00.000Z");
    assertThat(second.has("nextCursor")).isFalse();
    assertThat(first.toString()).doesNotContain("userData");
  }

  @Test
  void listsAreFiltered() {
    book("2026-12-01T10:00:00Z");
    book("2026-12-01T11:00:00Z");
    http.post(ONE + "/cancel", "");

    assertThat(count("?state=SCHEDULED")).isEqualTo(1);
    assertThat(count("?state=SCHEDULED,COMPLETED")).isEqualTo(2);
    assertThat(count("?state=QUEUED&state=COMPLETED")).isEqualTo(1);
    assertThat(count("?reason=CANCELLED")).isEqualTo(1);
    assertThat(count("?service=VQ")).isEqualTo(2);
    assertThat(count("?service=other")).isZero();
    assertThat(count("?from=2026-12-01T11:00:00Z")).isEqualTo(1);
    assertThat(count("?to=2026-12-01T11:00:00Z")).isEqualTo(1);
    for (var wrong : new String[] {
      "state=LOST",
      "limit=0",
      "limit=1001",
      "limit=x",
      "from=noon",
      "cursor=xx",
      "reason=x",
      "service=%00"
    }) {
      assertThat(http.get(ALL + "?" + wrong).code()).as(wrong).isEqualTo(501);
    }
  }

  @Test
  void aTimelineTellsWhatHappened() {
    book("2026-12-01T10:00:00Z");
    http.post(ONE + "/cancel", "{\"reason\":\"CUSTOMER_CALLED_IN\"}");

    assertThat(http.get(ONE + "/timeline").data().path("events").toString())
        .isEqualTo("[{\"at\":\"2026-12-01T08:00:00.000Z\",\"actor\":\"CUSTOMER\","
            + "\"to\":\"SCHEDULED\",\"attempt\":1,\"note\":\"IVR\"},"
            + "{\"at\":\"2026-12-01T08:00:00.000Z\",\"actor\":\"CUSTOMER\","
            + "\"from\":\"SCHEDULED\",\"to\":\"COMPLETED\",\"attempt\":1,"
            + "\"note\":\"CUSTOMER_CALLED_IN\"}]");
    assertThat(http.post(ONE + "/cancel", "{\"reason\":\"BORED\"}").code()).isEqualTo(501);
  }

  @Test
  void whatIsCancelledHereIsNoCustomersDeed() {
    book("2026-12-01T10:00:00Z");
    http.post(ONE + "/cancel", "");

    var last = http.get(ONE + "/timeline").data().path("events").get(1);
    assertThat(last.path("actor").asText()).isEqualTo("OPERATOR");
    assertThat(last.path("note").asText()).isEqualTo("CANCELLED");
  }

  @Test
  void aSessionReportsForItsAttempt() {
    http.post(ALL, "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\"}");

    var answer = http.send(
        "PUT",
        ONE + "/attempts/1",
        "{\"seq\":3,\"state\":\"ROUTING\",\"reason\":null,\"newDesiredTime\":null,"
            + "\"sessionId\":\"s\",\"sessionUrl\":\"http://ors-1:9098\",\"position\":2,"
            + "\"ewt\":80,\"dialResult\":\"BUSY\"}");

    assertThat(answer.data().path("state").asText()).isEqualTo("ROUTING");
    assertThat(answer.data().path("sessionId").asText()).isEqualTo("s");
    assertThat(http.send("PUT", ONE + "/attempts/2", "{}").code()).isEqualTo(7180);
    assertThat(http.send("PUT", ONE + "/attempts/zero", "{}").code()).isEqualTo(501);
  }

  @Test
  void storageIsReplacedMergedAndRemoved() {
    http.post(ALL, "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\"}");
    var storage = ONE + "/storage";

    assertThat(
            http.send("PUT", storage, "{\"a\":1,\"b\":[2]}").data().path("id").asText())
        .isEqualTo(ID);
    http.send("PATCH", storage, "{\"a\":null,\"c\":\"x\"}");
    http.send("PUT", storage + "/d", "{\"e\":null}");
    assertThat(http.get(storage).data())
        .isEqualTo(Http.parse("{\"b\":[2],\"c\":\"x\",\"d\":{\"e\":null}}"));
    assertThat(http.get(storage + "/c").data().asText()).isEqualTo("x");
    http.send("DELETE", storage + "/c", null);
    http.send("PUT", storage, "{\"z\":1}");
    assertThat(http.get(storage).data()).isEqualTo(Http.parse("{\"z\":1}"));
    http.send("DELETE", storage, null);
    assertThat(http.get(storage).data()).isEqualTo(Http.parse("{}"));
    assertThat(http.get(storage + "/z").code()).isEqualTo(7170);
  }

  @Test
  void aRequestThatWasNotRefusedIsNotExplained() {
    assertThat(http.get(BASE + "/explain/request/c").code()).isEqualTo(7170);
  }

  private void book(String time) {
    assertThat(http.post(
                ALL,
                "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\",\"desiredTime\":\"" + time
                    + "\",\"userData\":{\"a\":1}}")
            .status())
        .isEqualTo(200);
  }

  private int count(String query) {
    return http.get(ALL + query).data().path("items").size();
  }
}
