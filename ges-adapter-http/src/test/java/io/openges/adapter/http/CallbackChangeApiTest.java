package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Moving and editing in the clean API (specifications 5.1 and 6.7). */
class CallbackChangeApiTest {

  private static final String ALL = "/ges/v1/tenants/" + TestNode.CCID + "/callbacks";
  private static final String ONE = ALL + "/00000000-0000-4000-8000-000000000001";
  private static final String TEN = "2026-12-01T10:00:00.000Z";
  private static final String NOON = "2026-12-01T12:00:00.000Z";

  private final TestNode node = TestNode.start();
  private final Http http = node.internal();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aMovedCallbackIsAnsweredAsItIsNow() {
    book();

    var moved =
        http.post(ONE + "/reschedule", "{\"desiredTime\":\"" + NOON + "\"}").data();

    assertThat(moved.path("desiredTime").asText()).isEqualTo(NOON);
    assertThat(moved.path("requestedTime").asText()).isEqualTo(TEN);
    assertThat(moved.path("version").asInt()).isEqualTo(2);
    assertThat(moved.path("userData").path("n").asInt()).isEqualTo(1);
    assertThat(http.get(ONE).data()).isEqualTo(moved);
  }

  @Test
  void whatCannotBeMovedSaysWhy() {
    assertThat(reschedule("{\"desiredTime\":\"" + NOON + "\"}")).isEqualTo(7100);
    book();
    assertThat(reschedule("{}")).isEqualTo(501);
    assertThat(reschedule("{\"desiredTime\":\"2026-12-01T12:00:00\"}")).isEqualTo(501);
    assertThat(reschedule("{\"desiredTime\":\"2026-11-30T12:00:00Z\"}")).isEqualTo(7104);
    assertThat(reschedule("{\"desiredTime\":\"2027-01-30T12:00:00Z\"}")).isEqualTo(7105);
    assertThat(reschedule("{\"ifVersion\":0,\"desiredTime\":\"" + NOON + "\"}")).isEqualTo(501);
    assertThat(reschedule("{\"ifVersion\":2,\"desiredTime\":\"" + NOON + "\"}")).isEqualTo(7182);

    http.post(ONE + "/cancel", "{\"reason\":\"CUSTOMER_CALLED_IN\"}");
    assertThat(reschedule("{\"desiredTime\":\"" + NOON + "\"}")).isEqualTo(7112);
  }

  @Test
  void anEditChangesOnlyWhatItNames() {
    book();

    var edited = edit("{\"phoneNumber\":\"+33 9 87 65 43 21\",\"ifVersion\":1}").data();
    assertThat(edited.path("phoneNumber").asText()).isEqualTo("+33 9 87 65 43 21");
    assertThat(edited.path("priority").asInt()).isEqualTo(3);
    assertThat(edited.path("userData").path("n").asInt()).isEqualTo(1);
    edited = edit("{\"userData\":{\"m\":2},\"priority\":4}").data();
    assertThat(edited.path("userData").toString()).isEqualTo("{\"m\":2}");
    assertThat(edited.path("priority").asInt()).isEqualTo(4);
    assertThat(edited.path("desiredTime").asText()).isEqualTo(TEN);
    assertThat(edit("{}").data().path("version").asInt()).isEqualTo(3);
  }

  @Test
  void whatCannotBeEditedSaysWhy() {
    assertThat(edit("{\"priority\":1}").code()).isEqualTo(7100);
    book();
    assertThat(edit("{\"phoneNumber\":\"none\"}").code()).isEqualTo(7030);
    assertThat(edit("{\"phoneNumber\":1}").code()).isEqualTo(501);
    assertThat(edit("{\"priority\":1000001}").code()).isEqualTo(501);
    assertThat(edit("{\"userData\":[]}").code()).isEqualTo(501);
    assertThat(edit("{\"priority\":1,\"ifVersion\":7}").code()).isEqualTo(7182);

    http.post(ONE + "/cancel", "");
    assertThat(edit("{\"priority\":1}").masked()).contains("7181", "COMPLETED cannot be edited");
  }

  @Test
  void aMisspeltChangeIsNotTakenForASuccess() {
    book();

    var misspelt = edit("{\"ifVersion\":1,\"desiredTme\":\"" + NOON + "\"}");

    assertThat(misspelt.code()).isEqualTo(501);
    assertThat(misspelt.message())
        .isEqualTo("desiredTme: unknown; expected phoneNumber or userData or priority");
    assertThat(edit("{\"priority\":5,\"more\":1}").code()).isZero();
    assertThat(edit("{\"more\":null}").code())
        .as("null is absent")
        .isEqualTo(edit("{}").code());
  }

  private void book() {
    http.post(
        ALL,
        "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\",\"priority\":3,\"desiredTime\":\""
            + TEN + "\",\"userData\":{\"n\":1}}");
  }

  private int reschedule(String body) {
    return http.post(ONE + "/reschedule", body).code();
  }

  private Http.Answer edit(String body) {
    return http.send("PATCH", ONE, body);
  }
}
