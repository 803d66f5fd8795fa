package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyLimitTest {

  private static final String RETRIEVE = "/engagement/v3/callbacks/retrieve";
  private static final int LIMIT = 512_000;

  private final TestNode node = TestNode.start();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aBodyOfTheLimitIsRead() {
    var answer = node.external().post(RETRIEVE, body(LIMIT), "x-api-key", TestNode.KEY);

    assertThat(answer.code()).isEqualTo(7100);
  }

  @Test
  void aLargerOneIsRefusedAndTheConnectionClosed() {
    var answer = node.external().post(RETRIEVE, body(LIMIT + 1), "x-api-key", TestNode.KEY);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo(7173);
    assertThat(answer.header("Connection")).isEqualTo("close");
    assertThat(answer.header("X-GES-Correlation-Id")).isNotNull();
    assertThat(refusals()).isEqualTo(1);
  }

  @Test
  void aLargeDeclarationIsEnoughToBeRefused() {
    var answer = node.external()
        .raw("POST " + RETRIEVE + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
            + "Content-Length: 99999999\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"code\":7173");
    assertThat(answer).containsIgnoringCase("Connection: close");
  }

  @Test
  void aBodyWithoutDeclarationIsCountedWhileItIsRead() {
    var chunk = "x".repeat(1000);
    var request = new StringBuilder(
        "POST " + RETRIEVE + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 520; i++) {
      request.append("3e8\r\n").append(chunk).append("\r\n");
    }
    request.append("0\r\n\r\n");

    assertThat(node.external().raw(request.toString()))
        .startsWith("HTTP/1.1 413 ")
        .contains("\"code\":7173");
    assertThat(refusals()).isEqualTo(1);
  }

  @Test
  void theInternalListenerTakesMore() {
    var answer = node.internal().post(RETRIEVE, body(5_000_000), "x-api-key", TestNode.KEY);

    assertThat(answer.code()).isEqualTo(7100);
    assertThat(node.internal()
            .raw("POST " + RETRIEVE + " HTTP/1.1\r\nHost: x\r\nContent-Length: 10485761\r\n"
                + "Expect: 100-continue\r\n\r\n"))
        .startsWith("HTTP/1.1 413 ");
  }

  @Test
  void aBodyThatBreaksOffIsNoFaultOfOurs() {
    var request = "POST " + RETRIEVE + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

    assertThat(node.external().raw(request + "zz\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(node.bugs).hasValue(0);
  }

  @Test
  void requestsThatAreNoHttpAreAnsweredInTheSameForm() {
    for (var request : new String[] {
      "NONSENSE\r\n\r\n",
      "GET /ges/ui/ HTTP/9.9\r\nHost: x\r\n\r\n",
      "GET /ges/ui/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n",
      "GET /" + "a".repeat(40_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"
    }) {
      assertThat(node.external().raw(request))
          .as(request.substring(0, 9))
          .matches("(?s)HTTP/1.1 4[0-9]{2} .*")
          .containsIgnoringCase("X-GES-Correlation-Id: ")
          .contains("\"status\":{\"code\":");
    }
    assertThat(failures()).isEqualTo(5);
  }

  /** Requests that were refused before anyone knew whose they are and what they ask for. */
  private double failures() {
    var labels = new String[] {"tenant", "path", "httpCode"};
    return Stream.of("400", "414", "431")
        .mapToDouble(code -> Objects.requireNonNullElse(
            node.registry.getSampleValue("ges_http_failed_requests_total", labels, new String[] {
              "Unknown Tenant", "Unknown Path", code
            }),
            0.0))
        .sum();
  }

  private double refusals() {
    var value = node.registry.getSampleValue(
        "INVALID_CONTENT_LENGTH_total",
        new String[] {"version", "host"},
        new String[] {"1.0.0", "ges-0"});
    return value == null ? -1 : value;
  }

  private static String body(int size) {
    var frame = "{\"id\":\"x\",\"y\":\"\"}";
    return "{\"id\":\"x\",\"y\":\"" + "y".repeat(size - frame.length()) + "\"}";
  }
}
