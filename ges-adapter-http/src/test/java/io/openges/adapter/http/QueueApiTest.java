package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.http.external.Availability;
import io.openges.domain.queue.Publications;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueApiTest {

  private static final String AVAILABILITY = "/engagement/v3/callbacks/availability/VQ";
  private static final String OPEN_FOR = "/engagement/v3/callbacks/open-for/";
  private static final String TEN = "start=2026-12-01T10:00:00Z";

  private final TestNode node = TestNode.start();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aRangeHasItsSlots() {
    var answer = get(AVAILABILITY + "?" + TEN + "&end=2026-12-01T10:30:00Z&timezone=Europe/Paris");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.masked())
        .isEqualTo("{\"status\":{\"code\":0,\"message\":\"Successful\",\"corrId\":\"C\"},\"data\":"
            + "{\"slots\":[{\"utcTime\":\"2026-12-01T10:00:00.000Z\","
            + "\"localTime\":\"2026-12-01T11:00:00.000+01:00\",\"capacity\":100,\"total\":100},"
            + "{\"utcTime\":\"2026-12-01T10:15:00.000Z\","
            + "\"localTime\":\"2026-12-01T11:15:00.000+01:00\",\"capacity\":100,\"total\":100}],"
            + "\"durationMin\":15,\"timezone\":\"Europe/Paris\"}}");
    assertThat(answer.header("X-GES-TZDATA")).isEqualTo(Availability.tzdata());
    assertThat(Availability.tzdata()).matches("20[0-9]{2}[a-z]");
  }

  @ParameterizedTest
  @CsvSource({
    "start=2026-12-01T10:07:00Z, 1",
    "start=2026-12-01T11:07:00&timezone=Europe/Paris, 1",
    "start=2026-12-01T11:07:00%2B01:00, 1",
    "start=2026-12-01T11:07:00+01:00, 1",
    "startMS=1796119200000&endMS=1796121000000, 2",
    "start=2026-12-01T10:00:00Z&numberOfDays=0, 1",
    "start=2026-12-01T10:00:00Z&numberOfDays=1, 40",
    "start=2026-12-01T10:00:00Z&numberOfDays=31, 553",
    "start=2026-12-01T10:00:00Z&numberOfDays=1&maxTimeSlots=7, 7",
    "start=2026-11-20T00:00:00Z&end=2026-11-21T00:00:00Z, 0",
    "start=2026-11-20T00:00:00Z&end=2026-12-01T09:00:00Z, 3",
    "start=2026-12-24T10:00:00Z&numberOfDays=1, 0",
    "numberOfDays=0, 0"
  })
  void rangesAreReadAsTheSpecificationSays(String query, int slots) {
    var answer = get(AVAILABILITY + "?" + query);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.data().path("slots").size()).isEqualTo(slots);
  }

  @ParameterizedTest
  @CsvSource({
    "start=noon, start: expected an ISO 8601 date-time",
    "startMS=1e3, startMS: expected an integer",
    "startMS=99999999999999999, startMS: expected milliseconds since 1970",
    "start=2026-12-01T10:00:00Z&startMS=1, 'startMS: expected start or startMS, not both'",
    "end=2026-12-02T10:00:00Z&numberOfDays=1, 'end: expected at most one of end, endMS, numberOfDays'",
    "endMS=1&end=2026-12-02T10:00:00Z, 'end: expected at most one of end, endMS, numberOfDays'",
    "end=2026-11-02T10:00:00Z, end: expected not to be before start",
    "start=2026-12-01T10:00:00Z&end=2027-01-01T10:00:00.001Z, end: expected at most 31 days after start",
    "numberOfDays=32, numberOfDays: expected an integer of at least 0 and at most 31",
    "maxTimeSlots=0, maxTimeSlots: expected an integer of at least 1",
    "timezone=Mars, timezone: expected the name of a time zone",
    "reportBusy=yes, reportBusy: expected true or false"
  })
  void wrongParametersAreNamed(String query, String message) {
    var answer = get(AVAILABILITY + "?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(501);
    assertThat(answer.message()).isEqualTo(message);
  }

  @Test
  void fullSlotsAreReportedOnlyOnDemand() {
    node.publish(TestNode.TENANT, Publications.withColumn("maxCallbacksPerSlot", 1));
    node.external()
        .post(
            "/engagement/v3/callbacks/create",
            "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\","
                + "\"desiredTime\":\"2026-12-01T10:00:00Z\"}",
            "x-api-key",
            TestNode.KEY);

    assertThat(get(AVAILABILITY + "?" + TEN).data().path("slots").size()).isZero();
    var busy = get(AVAILABILITY + "?" + TEN + "&numberOfDays=1&maxTimeSlots=1&reportBusy=true");
    assertThat(busy.data().path("slots").toString())
        .contains("\"capacity\":0,\"total\":1},{")
        .contains("\"capacity\":1,\"total\":1}]");
  }

  @Test
  void aQueueSaysWhatItOffers() {
    assertThat(get("/engagement/v3/callbacks/queue-status/VQ").masked())
        .isEqualTo("{\"status\":{\"code\":0,\"message\":\"Successful\",\"corrId\":\"C\"},\"data\":"
            + "{\"ewt\":-1,\"offerImmediateCallback\":true,\"offerScheduledCallback\":true}}");
  }

  @Test
  void anOfficeSaysForHowLongItIsOpen() {
    assertThat(get(OPEN_FOR + "VQ").masked())
        .isEqualTo("{\"status\":{\"code\":0,\"message\":\"Successful\",\"corrId\":\"C\"},\"data\":"
            + "{\"openFor\":32400}}");
    assertThat(get(OPEN_FOR + "bh?start=2026-12-01T17:30:00&timezone=Europe/Paris")
            .data()
            .path("openFor")
            .asInt())
        .isEqualTo(1800);
    assertThat(get(OPEN_FOR + "VQ?startMS=1796162400000").data().path("openFor").asInt())
        .isZero();
  }

  @Test
  void unknownNamesAre7040() {
    assertThat(get(AVAILABILITY + "2").code()).isEqualTo(7040);
    assertThat(get("/engagement/v3/callbacks/queue-status/nobody").code()).isEqualTo(7040);
    assertThat(get(OPEN_FOR + "nobody").code()).isEqualTo(7040);
  }

  private Http.Answer get(String path) {
    return node.external().get(path, "x-api-key", TestNode.KEY);
  }
}
