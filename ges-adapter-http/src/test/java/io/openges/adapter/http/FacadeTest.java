package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FacadeTest {

  private static final String SERVICE = "/genesys/1/service/callback/VQ";
  private static final String ID = "00000000-0000-4000-8000-000000000001";
  private static final String ONE = SERVICE + "/" + ID;
  private static final String STORAGE = "/genesys/1/service/" + ID + "/storage";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final TestNode node = TestNode.start();
  private final Http http = node.internal();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aBookingIsAnsweredFlat() {
    var answer = create("{\"_customer_number\":\"+33123456789\","
        + "\"_desired_time\":\"2026-12-01T10:00:00Z\",\"basket\":\"A17\",\"priority\":5}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"_id\":\"" + ID + "\",\"_service_name\":\"VQ\","
            + "\"_customer_number\":\"+33123456789\","
            + "\"_desired_time\":\"2026-12-01T10:00:00.000Z\","
            + "\"_callback_state\":\"SCHEDULED\",\"_callback_reason\":\"\","
            + "\"_expiration_time\":\"2026-12-02T10:00:00.000Z\","
            + "\"_url\":\"http://ges.ges/genesys/1/service/callback/VQ/" + ID + "\"}");
  }

  @Test
  void otherKeysBecomeUserData() {
    create(
        "{\"_customer_number\":\"+33123456789\",\"basket\":\"A17\",\"no-name\":1,\"userData\":{\"x\":2}}");

    var record =
        http.get("/ges/v1/tenants/" + TestNode.CCID + "/callbacks/" + ID).data();

    assertThat(record.path("userData").toString()).isEqualTo("{\"x\":2,\"basket\":\"A17\"}");
    assertThat(record.path("origin").asText()).isEqualTo("IVR");
  }

  @Test
  void aFormBooksToo() {
    var answer = http.post(
        SERVICE,
        "_customer_number=%2B33123456789&priority=7&name=Ren%C3%A9+D",
        "ContactCenterID",
        TestNode.CCID,
        "Content-Type",
        FORM);

    assertThat(answer.status()).isEqualTo(200);
    var record =
        http.get("/ges/v1/tenants/" + TestNode.CCID + "/callbacks/" + ID).data();
    assertThat(record.path("phoneNumber").asText()).isEqualTo("+33123456789");
    assertThat(record.path("priority").asInt()).isEqualTo(7);
    assertThat(record.at("/userData/name").asText()).isEqualTo("René D");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "userData={\"a\":1,\"a\":2} | userData.a: expected once",
        "userData={\"a\":{\"b\":\"\\u0000\"}} | userData.a.b: expected text without",
        "userData={\"body\":1,\"body\":2} | userData.body: expected once",
        "userData={\"\":1,\"\":2} | userData.: expected once",
        "userData=[1,{\"a\":{\"b\":1,\"b\":2}}] | userData[1].a.b: expected once",
        "userData=[\"\\u0000\"] | userData[0]: expected text without",
        "userData= | userData: required",
        "userData={ | userData: malformed JSON at line",
        "pushTargets=[{\"x\":1,\"x\":2}] | pushTargets[0].x: expected once"
      })
  void whatIsWrongWithinAFieldOfAFormIsNamedBelowIt(String field, String message) {
    var answer = http.post(
        SERVICE,
        "_customer_number=%2B33123456789&" + field,
        "ContactCenterID",
        TestNode.CCID,
        "Content-Type",
        FORM);

    assertThat(answer.code()).isEqualTo(501);
    assertThat(answer.message()).startsWith(message);
  }

  @Test
  void createAndAvailabilityNeedATenant() {
    var create = http.post(SERVICE, "{\"_customer_number\":\"+33123456789\"}");
    var availability = http.get(SERVICE + "/availability");

    assertThat(create.status()).isEqualTo(400);
    assertThat(create.code()).isEqualTo(501);
    assertThat(availability.code()).isEqualTo(501);
  }

  @Test
  void aCallbackIsFoundByItsIdAlone() {
    book();

    var answer = http.get(ONE);

    assertThat(answer.json().path("_attempt").asInt()).isEqualTo(1);
    assertThat(answer.json().path("_callback_state").asText()).isEqualTo("QUEUED");
    assertThat(http.get(ONE, "ccid", TestNode.OTHER_CCID).code()).isEqualTo(7100);
    assertThat(http.get(SERVICE + "/" + ID.replace('1', '2')).code()).isEqualTo(7100);
    assertThat(http.get(SERVICE + "/nobody").code()).isEqualTo(7100);
  }

  @Test
  void aSessionReportsItsWay() {
    book();

    var queued = put("{\"_callback_state\":\"QUEUED\",\"_attempt\":1,\"_seq\":1,"
        + "\"_ors_session_id\":\"s1\",\"_position\":2,\"_ewt\":80}");
    assertThat(queued.body())
        .isEqualTo("{\"_id\":\"" + ID + "\",\"_callback_state\":\"QUEUED\","
            + "\"_callback_reason\":\"\",\"_desired_time\":\"2026-12-01T08:00:00.000Z\","
            + "\"_service_name\":\"VQ\",\"_customer_number\":\"+33123456789\",\"_attempt\":1}");
    assertThat(http.get("/genesys/1/service/" + ID + "/check-queue-position").json())
        .isEqualTo(Http.parse("{\"_position\":2,\"_ewt\":80}"));
    put("{\"_callback_state\":\"ROUTING\",\"_attempt\":1,\"_seq\":2,\"_ors_session_id\":\"s1\"}");
    assertThat(http.get("/genesys/1/service/" + ID + "/check-queue-position").json())
        .isEqualTo(Http.parse("{\"_position\":0,\"_ewt\":0}"));
    var done = http.send(
        "PUT",
        ONE,
        "_callback_state=COMPLETED&_callback_reason=AGENT_CONNECTED&_attempt=1&_seq=3",
        "Content-Type",
        FORM);
    assertThat(done.json().path("_callback_reason").asText()).isEqualTo("AGENT_CONNECTED");
  }

  @Test
  void reportsForOtherAttemptsAndSessionsAreStale() {
    book();
    put("{\"_callback_state\":\"QUEUED\",\"_ors_session_id\":\"s1\"}");

    var attempt = put("{\"_callback_state\":\"ROUTING\",\"_attempt\":2}");
    var session = put("{\"_callback_state\":\"ROUTING\",\"_ors_session_id\":\"s2\"}");

    assertThat(attempt.status()).isEqualTo(409);
    assertThat(attempt.code()).isEqualTo(7180);
    assertThat(attempt.message()).isEqualTo("Update is for attempt 2, current is 1");
    assertThat(session.code()).isEqualTo(7180);
    assertThat(session.json().has("data")).isFalse();
  }

  @Test
  void whatIsCompletedSaysSo() {
    book();
    http.send("DELETE", ONE, null);

    var answer = put("{\"_callback_state\":\"ROUTING\",\"_attempt\":1}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.message()).isEqualTo("COMPLETED cannot become ROUTING");
    assertThat(answer.data().toString())
        .isEqualTo("{\"callbackState\":\"COMPLETED\",\"callbackReason\":\"CANCELLED\"}");
  }

  @Test
  void reportsAreReadStrictly() {
    book();

    assertThat(put("{\"_callback_state\":\"LOST\"}").code()).isEqualTo(501);
    assertThat(put("{\"_attempt\":\"1\"}").message())
        .isEqualTo("_attempt: expected an integer of 1 to 2147483647");
    assertThat(put("{\"_callback_state\":\"COMPLETED\"}").message())
        .isEqualTo("_callback_reason: required with COMPLETED");
    assertThat(put("{\"_callback_state\":\"SCHEDULED\"}").message())
        .isEqualTo("_new_desired_time: required with SCHEDULED");
    assertThat(put("{\"_dial_result\":\"busy\"}").code()).isEqualTo(501);
  }

  @Test
  void aNewDesiredTimePutsTheCallbackOff() {
    book();
    put("{\"_callback_state\":\"QUEUED\",\"_ors_session_id\":\"s1\"}");

    var answer = put("{\"_new_desired_time\":\"2026-12-01T08:04:00Z\",\"_attempt\":1}");

    assertThat(answer.json().path("_callback_state").asText()).isEqualTo("SCHEDULED");
    assertThat(answer.json().path("_attempt").asInt()).isEqualTo(2);
  }

  @Test
  void aCancelledCallbackIsShown() {
    book();

    var answer = http.send("DELETE", ONE, null);

    assertThat(answer.json().path("_callback_state").asText()).isEqualTo("COMPLETED");
    assertThat(answer.json().path("_callback_reason").asText()).isEqualTo("CANCELLED");
  }

  @Test
  void availabilityIsAFlatMap() {
    var answer = http.get(
        SERVICE + "/availability?start=2026-12-01T10:00:00Z&number-of-days=1&max-time-slots=2",
        "ccid",
        TestNode.CCID);

    assertThat(answer.body())
        .isEqualTo("{\"2026-12-01T10:00:00.000Z\":100,\"2026-12-01T10:15:00.000Z\":100}");
  }

  @Test
  void storageIsMergedReadAndRemoved() {
    book();

    assertThat(http.post(STORAGE, "{\"a\":{\"b\":[1,2.50]},\"c\":\"x\"}").status())
        .isEqualTo(200);
    http.post(STORAGE, "{\"c\":null,\"d\":true}");
    assertThat(http.get(STORAGE).json())
        .isEqualTo(Http.parse("{\"a\":{\"b\":[1,2.50]},\"d\":true}"));
    http.post(STORAGE + "/e", "7");
    assertThat(http.get(STORAGE + "/e").body()).isEqualTo("7");
    http.send("DELETE", STORAGE + "/a", null);
    assertThat(http.get(STORAGE + "/a").status()).isEqualTo(404);
    http.send("DELETE", STORAGE, null);
    assertThat(http.get(STORAGE).body()).isEqualTo("{}");
  }

  @Test
  void storageHasLimits() {
    book();

    assertThat(http.post(STORAGE, "{\"a\":\"" + "x".repeat(70_000) + "\"}").code())
        .isEqualTo(501);
    assertThat(http.post(STORAGE + "/" + "k".repeat(129), "1").code()).isEqualTo(501);
    assertThat(http.post(STORAGE, "[]").code()).isEqualTo(501);
    assertThat(http.get(STORAGE.replace(ID, ID.replace('1', '2'))).code()).isEqualTo(7100);
  }

  private void book() {
    assertThat(create("{\"_customer_number\":\"+33123456789\"}").status()).isEqualTo(200);
  }

  private Http.Answer create(String body) {
    return http.post(SERVICE, body, "ccid", TestNode.CCID);
  }

  private Http.Answer put(String body) {
    return http.send("PUT", ONE, body);
  }
}
