package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.queue.Publications;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BookingApiTest {

  private static final String CREATE = "/engagement/v3/callbacks/create";
  private static final String RETRIEVE = "/engagement/v3/callbacks/retrieve";
  private static final String CANCEL = "/engagement/v3/callbacks/cancel";
  private static final String FIRST_ID = "00000000-0000-4000-8000-000000000001";
  private static final String BODY = """
      {"serviceName":"VQ","phoneNumber":"+33123456789","desiredTime":"2026-12-01T10:00:00.000Z",\
      "userData":{"basket":"A17"}}""";

  private final TestNode node = TestNode.start();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aBookingIsAnsweredWithItsId() {
    var answer = create(BODY);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.masked())
        .isEqualTo("{\"status\":{\"code\":0,\"message\":\"Successful\",\"corrId\":\"C\"},"
            + "\"data\":{\"id\":\"" + FIRST_ID + "\"}}");
    assertThat(answer.header("X-GES-Correlation-Id"))
        .isEqualTo(answer.json().at("/status/corrId").asText());
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void aScheduledCallbackIsRetrieved() {
    create(BODY);

    assertThat(post(RETRIEVE, id(FIRST_ID)).masked())
        .isEqualTo("{\"status\":{\"code\":0,\"message\":\"Successful\",\"corrId\":\"C\"},"
            + "\"data\":{\"id\":\"" + FIRST_ID
            + "\",\"desiredTime\":\"2026-12-01T10:00:00.000Z\",\"callbackState\":\"SCHEDULED\","
            + "\"phoneNumber\":\"+33123456789\"}}");
  }

  @Test
  void anImmediateCallbackIsQueuedAtOnce() {
    create("{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\"}");

    var data = post(RETRIEVE, id(FIRST_ID)).data();

    assertThat(data.path("callbackState").asText()).isEqualTo("QUEUED");
    assertThat(data.path("desiredTime").asText()).isEqualTo("2026-12-01T08:00:00.000Z");
  }

  @Test
  void aCancelledCallbackSaysWhyAndCanBeCancelledAgain() {
    create(BODY);

    assertThat(post(CANCEL, id(FIRST_ID)).masked())
        .isEqualTo("{\"status\":{\"code\":0,\"message\":\"Successful\",\"corrId\":\"C\"},"
            + "\"data\":{\"id\":\"" + FIRST_ID + "\"}}");
    assertThat(post(CANCEL, id(FIRST_ID)).status()).isEqualTo(200);
    var data = post(RETRIEVE, id(FIRST_ID)).data();
    assertThat(data.path("callbackState").asText()).isEqualTo("COMPLETED");
    assertThat(data.path("callbackReason").asText()).isEqualTo("CANCELLED");
  }

  @Test
  void aCallbackOfAnotherTenantIsUnknown() {
    create(BODY);

    for (var path : new String[] {RETRIEVE, CANCEL}) {
      var answer = node.external().post(path, id(FIRST_ID), "x-api-key", TestNode.OTHER_KEY);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.code()).isEqualTo(7100);
      assertThat(answer.body()).doesNotContain("data");
    }
  }

  @Test
  void idsThatAreNoneAreUnknownAndMissingOnesInvalid() {
    assertThat(post(RETRIEVE, id("nobody")).code()).isEqualTo(7100);
    assertThat(post(CANCEL, id("nobody")).code()).isEqualTo(7100);
    assertThat(post(RETRIEVE, "{}").message()).isEqualTo("id: required");
    assertThat(post(RETRIEVE, "{\"id\":5}").code()).isEqualTo(501);
  }

  @Test
  void rulesRefuseWithTheirCodes() {
    assertThat(create(BODY.replace("\"VQ\"", "\"VX\"")).code()).isEqualTo(7040);
    assertThat(create(BODY.replace("+33123456789", "none")).code()).isEqualTo(7030);
    assertThat(create(BODY.replace("\"VQ\"", "\"VX\"").replace("+33123456789", "none"))
            .code())
        .isEqualTo(7040);
    assertThat(create(BODY.replace("2026-12-01", "2026-11-30")).code()).isEqualTo(7104);
    assertThat(create(BODY.replace("2026-12-01", "2026-12-16")).code()).isEqualTo(7105);
    assertThat(create(BODY.replace("10:00:00.000Z", "22:00:00.000Z")).code()).isEqualTo(7042);
  }

  @Test
  void aFullSlotProposesOthers() {
    node.publish(TestNode.TENANT, Publications.withColumn("maxCallbacksPerSlot", 1));
    create(BODY);

    var answer = create(BODY);

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.code()).isEqualTo(7110);
    assertThat(answer.header("Retry-After")).isNull();
    var slots = answer.data().path("slots");
    assertThat(slots.size()).isEqualTo(10);
    assertThat(slots.properties().iterator().next().getKey()).isEqualTo("2026-12-01T10:15:00.000Z");
    assertThat(slots.path("2026-12-01T10:15:00.000Z").isTextual()).isTrue();
  }

  @Test
  void aRepeatedKeyReplaysTheAnswerByteForByte() {
    var first = create(BODY, "Idempotency-Key", "k1");
    var again = create(
        "{ \"userData\":{\"basket\":\"A17\"},\"captchaToken\":\"other\", \"serviceName\":\"VQ\","
            + "\"phoneNumber\":\"+33123456789\",\"desiredTime\":\"2026-12-01T10:00:00.000Z\"}",
        "Idempotency-Key",
        "k1");

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(first.header("Idempotent-Replayed")).isNull();
    assertThat(again.header("X-GES-Correlation-Id"))
        .isNotEqualTo(first.header("X-GES-Correlation-Id"));
  }

  @Test
  void aKeyUsedForAnotherBodyIsRefused() {
    create(BODY, "Idempotency-Key", "k1");

    var answer = create(BODY.replace("A17", "A18"), "Idempotency-Key", "k1");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo(7160);
  }

  @Test
  void keysWithBlanksOrTooLongOnesAreInvalid() {
    assertThat(create(BODY, "Idempotency-Key", "a b").code()).isEqualTo(7161);
    assertThat(create(BODY, "Idempotency-Key", "").code()).isEqualTo(7161);
    assertThat(create(BODY, "Idempotency-Key", "k".repeat(256)).code()).isEqualTo(7161);
    assertThat(create(BODY, "Idempotency-Key", "k".repeat(255)).status()).isEqualTo(200);
  }

  private Http.Answer create(String body, String... headers) {
    return post(CREATE, body, headers);
  }

  private Http.Answer post(String path, String body, String... headers) {
    var all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "X-Api-Key";
    all[1] = TestNode.KEY;
    return node.external().post(path, body, all);
  }

  private static String id(String id) {
    return "{\"id\":\"" + id + "\"}";
  }
}
