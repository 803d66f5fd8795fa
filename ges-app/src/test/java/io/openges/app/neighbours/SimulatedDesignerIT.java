package io.openges.app.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.neighbours.SimulatedDesigner.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first publication, to a GES that answers as it is told. */
class SimulatedDesignerIT {

  private static final Map<String, Object> TABLE = Map.of("formatVersion", 1);

  private final MockWebServer ges = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    ges.start();
  }

  @AfterEach
  void stop() {
    ges.close();
  }

  private void answer(int... statuses) {
    for (int status : statuses) {
      ges.enqueue(new MockResponse.Builder().code(status).build());
    }
  }

  private Outcome publish(Duration patience) {
    try (var designer = new SimulatedDesigner(ges.url("/").uri(), "t0ken")) {
      return designer.publishFirst("the-ccid", TABLE, patience);
    }
  }

  @Test
  void itPublishesUntilGesIsReady() throws InterruptedException {
    answer(503, 404, 503, 404, 200);

    assertThat(publish(Duration.ofMinutes(1))).isEqualTo(Outcome.PUBLISHED);

    for (var method : new String[] {"GET", "GET", "PUT", "GET"}) {
      assertThat(ges.takeRequest().getMethod()).isEqualTo(method);
    }
    var last = ges.takeRequest();
    assertThat(last.getRequestLine())
        .isEqualTo("PUT /ges/v1/tenants/the-ccid/callback-settings HTTP/1.1");
    assertThat(last.getHeaders().get("If-Match")).isEqualTo("\"0\"");
    assertThat(last.getHeaders().get("Authorization")).isEqualTo("Bearer t0ken");
    assertThat(last.getBody()).isNotNull();
    assertThat(last.getBody().utf8()).isEqualTo("{\"formatVersion\":1}");
  }

  @ParameterizedTest
  @CsvSource({"200, 0", "404, 412"})
  void whatSomebodyHasPublishedIsLeftAlone(int found, int put) {
    answer(found, put == 0 ? 500 : put);

    assertThat(publish(Duration.ofMinutes(1))).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(ges.getRequestCount()).isEqualTo(put == 0 ? 1 : 2);
  }

  @ParameterizedTest
  @CsvSource({"401, 0", "404, 400"})
  void aRefusalIsFinal(int found, int put) {
    answer(found, put == 0 ? 500 : put);

    assertThat(publish(Duration.ofMinutes(1))).isEqualTo(Outcome.REFUSED);
  }

  @ParameterizedTest
  @CsvSource({"200, PUBLISHED", "412, LEFT_ALONE", "401, REFUSED", "503, UNANSWERED"})
  void aGroupIsMadeOnlyWhereThereNeverWasOne(int status, Outcome outcome)
      throws InterruptedException {
    answer(status);

    try (var designer = new SimulatedDesigner(ges.url("/").uri(), null)) {
      assertThat(designer.makeFirstGroup("the-ccid", "A b", Map.of("numbers", List.of("+1"))))
          .isEqualTo(outcome);
    }

    var request = ges.takeRequest();
    assertThat(request.getRequestLine())
        .isEqualTo("PUT /ges/v1/tenants/the-ccid/call-in-groups/A%20b HTTP/1.1");
    assertThat(request.getHeaders().get("If-Match")).isEqualTo("\"0\"");
  }

  @Test
  void itGivesUpInTheEnd() {
    answer(503, 503);

    assertThat(publish(Duration.ofNanos(1))).isEqualTo(Outcome.UNANSWERED);
  }
}
