package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.queue.Publications;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainApiTest {

  private static final String BASE = "/ges/v1/tenants/" + TestNode.CCID;
  private static final String BOOKING = BASE + "/explain/booking";
  private static final String SLOTS = BASE + "/explain/slots";
  private static final String CALLBACKS = BASE + "/callbacks";
  private static final String ENVELOPE =
      "{\"status\":{\"code\":0,\"message\":\"Successful\",\"corrId\":\"C\"},\"data\":";

  private final TestNode node = TestNode.start();
  private final Http http = node.internal();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aBookingThatWouldBeTakenIsAllowedAndNotTaken() {
    assertThat(http.post(BOOKING, wish("+33123456789", "2026-12-01T10:00:00Z")).masked())
        .isEqualTo(ENVELOPE + "{\"allowed\":true,\"reasons\":[],"
            + "\"evaluatedAt\":\"2026-12-01T08:00:00.000Z\",\"settingsVersion\":1,"
            + "\"kind\":\"SCHEDULED\",\"desiredTime\":\"2026-12-01T10:00:00.000Z\"}}");
    assertThat(http.get(CALLBACKS).data().path("items")).isEmpty();
  }

  @Test
  void everyFailedCheckIsListedInItsOrder() {
    node.publish(TestNode.TENANT, Publications.withColumn("maxCallbacksPerSlot", 0));

    assertThat(http.post(BOOKING, wish("abc", "2026-12-01T20:00:00Z")).masked())
        .isEqualTo(ENVELOPE + "{\"allowed\":false,\"reasons\":["
            + "{\"code\":\"NUMBER_INVALID\",\"check\":7,\"detail\":{}},"
            + "{\"code\":\"CLOSED_WEEKLY\",\"check\":10,\"detail\":{},"
            + "\"until\":\"2026-12-02T07:00:00.000Z\"},"
            + "{\"code\":\"CAPACITY_ZERO\",\"check\":14,\"detail\":"
            + "{\"slot\":\"2026-12-01T20:00:00.000Z\",\"used\":0,\"total\":0}}],"
            + "\"evaluatedAt\":\"2026-12-01T08:00:00.000Z\",\"settingsVersion\":2,"
            + "\"kind\":\"SCHEDULED\",\"desiredTime\":\"2026-12-01T20:00:00.000Z\"}}");
  }

  @Test
  void anUnknownQueueIsAReason() {
    var answer = http.post(BOOKING, "{\"serviceName\":\"nobody\",\"phoneNumber\":\"abc\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.data().path("reasons").toString())
        .isEqualTo("[{\"code\":\"SERVICE_UNKNOWN\",\"check\":4,\"detail\":{}}]");
    assertThat(answer.data().path("allowed").asBoolean(true)).isFalse();
  }

  @Test
  void aBodyThatIsWrongIsRefusedLikeAnyOther() {
    assertThat(http.post(BOOKING, "{\"serviceName\":\"VQ\"}").code()).isEqualTo(501);
    assertThat(http.post(BOOKING, "{").code()).isEqualTo(501);
  }

  @Test
  void everySlotIsListedOfferedOrNot() {
    node.publish(TestNode.TENANT, Publications.withColumn("maxCallbacksPerSlot", 1));
    http.post(CALLBACKS, wish("+33123456789", "2026-12-01T16:45:00Z"));

    var answer =
        http.get(SLOTS + "?service=VQ&from=2026-12-01T16:30:00Z&to=2026-12-01T17:15:00%2B00:00");

    assertThat(answer.masked())
        .isEqualTo(ENVELOPE + "{\"allowed\":true,\"reasons\":[],"
            + "\"evaluatedAt\":\"2026-12-01T08:00:00.000Z\",\"settingsVersion\":2,"
            + "\"service\":\"VQ\",\"durationMin\":15,\"timezone\":\"Europe/Paris\",\"slots\":["
            + "{\"utcTime\":\"2026-12-01T16:30:00.000Z\","
            + "\"localTime\":\"2026-12-01T17:30:00.000+01:00\",\"used\":0,\"total\":1,"
            + "\"offered\":true,\"reasons\":[]},"
            + "{\"utcTime\":\"2026-12-01T16:45:00.000Z\","
            + "\"localTime\":\"2026-12-01T17:45:00.000+01:00\",\"used\":1,\"total\":1,"
            + "\"offered\":false,\"reasons\":[{\"code\":\"CAPACITY_FULL\",\"check\":14,"
            + "\"detail\":{\"slot\":\"2026-12-01T16:45:00.000Z\",\"used\":1,\"total\":1}}]},"
            + "{\"utcTime\":\"2026-12-01T17:00:00.000Z\","
            + "\"localTime\":\"2026-12-01T18:00:00.000+01:00\",\"used\":0,\"total\":1,"
            + "\"offered\":false,\"reasons\":[{\"code\":\"CLOSED_WEEKLY\",\"check\":10,"
            + "\"detail\":{},\"until\":\"2026-12-02T07:00:00.000Z\"}]}]}}");
  }

  @Test
  void aFullSlotAloneIsExplainedAtTheTopWithItsFigures() {
    node.publish(TestNode.TENANT, Publications.withColumn("maxCallbacksPerSlot", 1));
    http.post(CALLBACKS, wish("+33123456789", "2026-12-01T16:45:00Z"));

    assertThat(http.get(SLOTS + "?service=VQ&from=2026-12-01T16:45:00Z")
            .data()
            .path("reasons")
            .toString())
        .isEqualTo("[{\"code\":\"CAPACITY_FULL\",\"check\":14,\"detail\":"
            + "{\"slot\":\"2026-12-01T16:45:00.000Z\",\"used\":1,\"total\":1}}]");
  }

  @Test
  void aWishThatIsTooSoonNamesTheEarliestTime() {
    node.publish(TestNode.TENANT, Publications.withColumn("minLeadTimeSeconds", 7200));

    assertThat(http.post(BOOKING, wish("+33123456789", "2026-12-01T09:00:00Z"))
            .data()
            .path("reasons")
            .toString())
        .isEqualTo("[{\"code\":\"TOO_SOON\",\"check\":9,\"detail\":{},"
            + "\"until\":\"2026-12-01T10:00:00.000Z\"}]");
  }

  @Test
  void oneMissingSlotIsExplainedAtTheTop() {
    var answer = http.get(SLOTS + "?service=VQ&from=2026-12-20T20:00:00Z").data();

    assertThat(answer.path("slots")).hasSize(1);
    assertThat(answer.path("allowed").asBoolean(true)).isFalse();
    assertThat(answer.path("reasons").findValuesAsText("code"))
        .containsExactly("BEYOND_HORIZON", "CLOSED_WEEKLY");
  }

  @Test
  void aSlotOfLongAgoNamesNoTimeToWaitFor() {
    assertThat(http.get(SLOTS + "?service=VQ&from=2020-12-01T10:00:00Z")
            .data()
            .path("reasons")
            .toString())
        .isEqualTo("[{\"code\":\"TOO_SOON\",\"check\":9,\"detail\":{}}]");
  }

  @Test
  void aCallbackThatHasEndedIsDueNoMoreAndSaysItsReason() {
    var id = http.post(CALLBACKS, wish("+33123456789", "2026-12-01T10:00:00Z"))
        .data()
        .path("id")
        .asText();
    http.post(CALLBACKS + "/" + id + "/cancel", "{}");

    var answer = http.get(CALLBACKS + "/" + id + "/explain").data();

    assertThat(answer.path("allowed").asBoolean(true)).isFalse();
    assertThat(answer.path("reasons")).isEmpty();
    assertThat(answer.path("state").asText()).isEqualTo("COMPLETED");
    assertThat(answer.path("reason").asText()).isEqualTo("CANCELLED");
    assertThat(answer.has("due")).isFalse();
    assertThat(answer.has("nextCheck")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "from=2026-12-01T10:00:00Z, 501, service: required",
    "service=VQ&from=2026-12-01T10:00:00, 501, from",
    "service=VQ&from=noon, 501, from",
    "service=VQ&from=2026-12-01T10:00:00Z&to=2026-12-01T09:59:59Z, 501, to",
    "service=VQ&from=2026-12-01T10:00:00Z&to=2027-01-01T10:00:01Z, 501, to",
    "service=nobody, 7040, Unknown service"
  })
  void wrongQuestionsAreRefused(String query, int code, String named) {
    var answer = http.get(SLOTS + "?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.message()).startsWith(named);
  }

  @Test
  void aCallbackThatWaitsSaysWhy() {
    var id = http.post(CALLBACKS, wish("+33123456789", "2026-12-01T10:00:00Z"))
        .data()
        .path("id")
        .asText();

    assertThat(http.get(CALLBACKS + "/" + id + "/explain").masked())
        .isEqualTo(ENVELOPE + "{\"allowed\":false,\"reasons\":[{\"code\":\"NOT_DUE\","
            + "\"detail\":{},\"until\":\"2026-12-01T09:58:00.000Z\"}],"
            + "\"evaluatedAt\":\"2026-12-01T08:00:00.000Z\",\"settingsVersion\":1,"
            + "\"state\":\"SCHEDULED\",\"due\":{\"at\":\"2026-12-01T09:58:00.000Z\","
            + "\"desiredTime\":\"2026-12-01T10:00:00.000Z\",\"estimatedWaitTime\":0,"
            + "\"bufferSeconds\":120,\"opening\":\"2026-12-01T07:00:00.000Z\"},"
            + "\"nextCheck\":\"2026-12-01T09:58:00.000Z\",\"attempts\":[{\"attempt\":1,"
            + "\"events\":[{\"at\":\"2026-12-01T08:00:00.000Z\",\"actor\":\"CUSTOMER\","
            + "\"to\":\"SCHEDULED\",\"attempt\":1,\"note\":\"IVR\"}]}]}}");
  }

  @Test
  void noCustomerAndNoStrangerIsTold() {
    var unknown = http.get(CALLBACKS + "/00000000-0000-4000-8000-000000000009/explain");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.code()).isEqualTo(7100);

    var id = http.post(CALLBACKS, wish("+33123456789", "2026-12-01T10:00:00Z"))
        .data()
        .path("id")
        .asText();
    var foreign = "/ges/v1/tenants/" + TestNode.OTHER_CCID + "/callbacks/" + id + "/explain";
    assertThat(http.get(foreign).code()).isEqualTo(7100);
    assertThat(node.external().get(SLOTS + "?service=VQ").code()).isEqualTo(7170);
  }

  private static String wish(String number, String desired) {
    return "{\"serviceName\":\"VQ\",\"phoneNumber\":\"" + number + "\",\"desiredTime\":\"" + desired
        + "\"}";
  }
}
