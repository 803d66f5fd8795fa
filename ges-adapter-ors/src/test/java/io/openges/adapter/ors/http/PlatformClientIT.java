package io.openges.adapter.ors.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.ors.http.PlatformClient.Answer;
import io.openges.adapter.ors.http.PlatformClient.Counts;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class PlatformClientIT {

  private final MockWebServer server = new MockWebServer();
  private final PlatformClient client = new PlatformClient(
      System::nanoTime,
      new PlatformClient.Limits(
          Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(5)));

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void whatTheServerAnswersIsReturned() {
    Faults.answer(
        server, request -> new MockResponse.Builder().code(404).body("gone é").build());

    assertThat(ask()).contains(new Answer(404, "gone é"));
  }

  @Test
  void aSlowServerIsSilent() {
    Faults.answer(server, request -> Faults.slow("late"));

    assertThat(ask()).isEmpty();
  }

  @Test
  void theCallersLimitHolds() {
    Faults.answer(server, request -> Faults.slow("late"));
    try (var patient = new PlatformClient(System::nanoTime)) {
      var limit = Duration.ofMillis(200);

      assertThat(patient.ask(
              new Request.Builder().url(server.url("/")).build(), limit, Counts.FAILURES))
          .isEmpty();
    }
  }

  @Test
  void theCallersLimitHoldsWhileOthersFillTheRoom() {
    Faults.answer(server, request -> Faults.slow("late"));
    try (var patient = new PlatformClient(System::nanoTime)) {
      var request = new Request.Builder().url(server.url("/")).build();
      var others = Stream.generate(() -> patient.send(request, PlatformClient.LONGEST_CALL))
          .limit(100)
          .toList();

      assertThat(patient.ask(request, Duration.ofMillis(200), Counts.FAILURES)).isEmpty();

      assertThat(others).noneMatch(Future::isDone);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "TORN"})
  void aBrokenConnectionIsSilence(Faults fault) {
    Faults.answer(server, request -> fault.response());

    assertThat(ask()).isEmpty();
  }

  @Test
  void anAnswerIsCutAtAMebibyte() {
    Faults.answer(server, request -> Faults.json("x".repeat(3 << 20)));

    assertThat(ask().orElseThrow().body()).hasSize(1 << 20);
  }

  @Test
  void aServerThatKeepsFailingIsLeftAlone() {
    Faults.answer(server, request -> Faults.ERROR.response());
    for (int i = 0; i < 50; i++) {
      ask();
    }

    assertThat(server.getRequestCount()).isLessThan(10);
    assertThat(ask()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ERROR, NOTHING", "ERROR, SILENCE", "RESET, NOTHING"})
  void whatDoesNotCountDoesNotKeepAnybodyFromAsking(Faults fault, Counts counts) {
    Faults.answer(server, request -> fault.response());
    for (int i = 0; i < 10; i++) {
      ask(counts);
    }
    Faults.answer(server, request -> Faults.json("well"));

    assertThat(ask()).contains(new Answer(200, "well"));
  }

  @Test
  void whatDoesNotCountIsNotSentToAServerThatIsLeftAlone() {
    Faults.answer(server, request -> Faults.ERROR.response());
    for (int i = 0; i < 10; i++) {
      ask();
    }
    int asked = server.getRequestCount();

    assertThat(ask(Counts.NOTHING)).isEmpty();

    assertThat(server.getRequestCount()).isEqualTo(asked);
  }

  @Test
  void aServerThatIsNotThereIsSilent() {
    server.close();

    assertThat(ask()).isEmpty();
  }

  private Optional<Answer> ask() {
    return ask(Counts.FAILURES);
  }

  private Optional<Answer> ask(Counts counts) {
    var request = new Request.Builder().url(server.url("/a/b")).build();
    return client.ask(request, PlatformClient.LONGEST_CALL, counts);
  }
}
