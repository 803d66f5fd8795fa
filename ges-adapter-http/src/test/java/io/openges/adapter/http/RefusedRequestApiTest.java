package io.openges.adapter.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.queue.Publications;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedRequestApiTest {

  private static final String CREATE = "/engagement/v3/callbacks/create";
  private static final String BASE = "/ges/v1/tenants/" + TestNode.CCID;
  private static final String CALLBACKS = BASE + "/callbacks";

  private final TestNode node = TestNode.start();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aRefusedBookingIsExplainedWithAllThatWasWrong() {
    node.publish(TestNode.TENANT, Publications.withColumn("maxCallbacksPerSlot", 0));
    var refused = create("+33123456789", "2026-12-01T20:00:00Z");

    assertThat(refused.code()).isEqualTo(7042);
    var corrId = corrId(refused);
    assertThat(explained(corrId).masked())
        .isEqualTo("{\"status\":{\"code\":0,\"message\":\"Successful\",\"corrId\":\"C\"},"
            + "\"data\":{\"allowed\":false,\"reasons\":["
            + "{\"code\":\"CLOSED_WEEKLY\",\"check\":10,\"detail\":{},"
            + "\"until\":\"2026-12-02T07:00:00.000Z\"},"
            + "{\"code\":\"CAPACITY_ZERO\",\"check\":14,\"detail\":"
            + "{\"slot\":\"2026-12-01T20:00:00.000Z\",\"used\":0,\"total\":0}}],"
            + "\"evaluatedAt\":\"2026-12-01T08:00:00.000Z\",\"settingsVersion\":2,"
            + "\"corrId\":\"C\",\"service\":\"VQ\",\"request\":{\"method\":\"POST\","
            + "\"path\":\"/engagement/v3/callbacks/create\",\"http\":400,\"code\":7042,"
            + "\"message\":\"The office is closed at the requested time\"}}}");
  }

  @Test
  void aFullSlotIsExplainedWithItsFigures() {
    node.publish(TestNode.TENANT, Publications.withColumn("maxCallbacksPerSlot", 1));
    create("+33123456789", "2026-12-01T12:00:00Z");
    var refused = create("+33123456780", "2026-12-01T12:05:00Z");

    assertThat(refused.code()).isEqualTo(7110);
    assertThat(explained(corrId(refused)).data().path("reasons").toString())
        .isEqualTo("[{\"code\":\"CAPACITY_FULL\",\"check\":14,\"detail\":"
            + "{\"slot\":\"2026-12-01T12:00:00.000Z\",\"used\":1,\"total\":1}}]");
  }

  @Test
  void aBadNumberIsExplainedButNotQuoted() {
    var refused = create("abc", "2026-12-01T20:00:00Z");

    assertThat(refused.code()).isEqualTo(7030);
    var answer = explained(corrId(refused));
    assertThat(answer.data().path("reasons").findValuesAsText("code"))
        .containsExactly("NUMBER_INVALID", "CLOSED_WEEKLY");
    assertThat(answer.masked()).doesNotContain("abc");
  }

  @Test
  void bookingsOfTheCleanApiAreExplainedToo() {
    var refused =
        node.internal().post(CALLBACKS, wish("VQ", "+33123456789", "2026-12-01T20:00:00Z"));

    var answer = explained(corrId(refused)).data();
    assertThat(answer.path("reasons").findValuesAsText("code")).containsExactly("CLOSED_WEEKLY");
    assertThat(answer.path("request").path("path").asText())
        .isEqualTo("/ges/v1/tenants/{ccid}/callbacks");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"serviceName\":\"VQ\"}|INVALID_PARAMETER|phoneNumber: required",
        "{\"serviceName\":\"+3399\",\"phoneNumber\":\"+33123456789\"}|SERVICE_UNKNOWN|Unknown service",
        "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\",\"desiredTime\":\"+3399\"}"
            + "|INVALID_PARAMETER|desiredTime: ",
        "{\"+3399\":\"\\u0000\"}|INVALID_PARAMETER|parameter: expected text",
        "{\"a: +3399: b\":\"\\u0000\"}|INVALID_PARAMETER|parameter: expected text",
        "{\"userData\":{\"name\":\"\\u0000\"}}|INVALID_PARAMETER|userData: expected text"
      })
  void whateverElseIsRefusedIsExplainedWithoutItsValues(String body, String code, String message) {
    var refused = node.external().post(CREATE, body, "x-api-key", TestNode.KEY);

    assertThat(refused.status()).isEqualTo(400);
    var answer = explained(corrId(refused));
    assertThat(answer.data().path("reasons").findValuesAsText("code")).containsExactly(code);
    assertThat(answer.data().path("request").path("message").asText()).startsWith(message);
    assertThat(answer.data().has("service")).isFalse();
    assertThat(answer.masked()).doesNotContain("3399").doesNotContain("name\"");
  }

  @Test
  void anUnknownCallbackIsExplainedByItsAnswer() {
    var refused = node.external()
        .post(
            "/engagement/v3/callbacks/retrieve", "{\"id\":\"nothing\"}", "x-api-key", TestNode.KEY);

    var answer = explained(corrId(refused)).data();
    assertThat(answer.path("reasons").toString())
        .isEqualTo("[{\"code\":\"CALLBACK_UNKNOWN\",\"detail\":{}}]");
    assertThat(answer.path("request").path("http").asInt()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "availability/VQ?numberOfDays=x, true",
    "open-for/VQ?start=x, true",
    "availability/nobody?numberOfDays=x, false",
    "queue-status/nobody, false"
  })
  void aRefusedQuestionNamesTheQueueIfThereIsOne(String question, boolean named) {
    var refused =
        node.external().get("/engagement/v3/callbacks/" + question, "x-api-key", TestNode.KEY);

    assertThat(refused.status()).isEqualTo(400);
    var answer = explained(corrId(refused)).data();
    assertThat(answer.path("service").asText("none")).isEqualTo(named ? "VQ" : "none");
    assertThat(answer.path("reasons")).hasSize(1);
  }

  @Test
  void onlyTheTenantsOwnOperatorsAreTold() {
    var corrId = corrId(create("+33123456789", "2026-12-01T20:00:00Z"));
    node.ges.questions().refused().write();
    var path = "/ges/v1/tenants/" + TestNode.OTHER_CCID + "/explain/request/" + corrId;

    assertThat(node.internal().get(path).code()).isEqualTo(7170);
    assertThat(node.internal().get(path).status()).isEqualTo(404);
    assertThat(node.external().get(BASE + "/explain/request/" + corrId).code()).isEqualTo(7170);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000-0000-4000-8000-000000000009", "1-1-1-1-1", "nothing"})
  void whatWasNotRefusedIsNotFound(String corrId) {
    var answer = node.internal().get(BASE + "/explain/request/" + corrId);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo(7170);
  }

  @Test
  void whatWentWellAndWhatOperatorsGetWrongIsNotNoted() {
    create("+33123456789", "2026-12-01T12:00:00Z");
    node.internal().get(BASE + "/explain/slots?service=nobody");
    node.external().post(CREATE, "{}", "x-api-key", "unknown");
    node.external().get("/engagement/nowhere", "x-api-key", TestNode.KEY);

    assertThat(node.ges.questions().refused().isIdle()).isTrue();
  }

  private Http.Answer create(String number, String desired) {
    return node.external().post(CREATE, wish("VQ", number, desired), "x-api-key", TestNode.KEY);
  }

  private Http.Answer explained(String corrId) {
    node.ges.questions().refused().write();
    var answer = node.internal().get(BASE + "/explain/request/" + corrId);
    assertThat(answer.status()).isEqualTo(200);
    return answer;
  }

  private static String corrId(Http.Answer answer) {
    return requireNonNull(answer.header("X-GES-Correlation-Id"));
  }

  private static String wish(String service, String number, String desired) {
    return "{\"serviceName\":\"" + service + "\",\"phoneNumber\":\"" + number
        + "\",\"desiredTime\":\"" + desired + "\"}";
  }
}
