package io.openges.adapter.http.external;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openges.adapter.http.envelope.Json;
import org.junit.jupiter.api.Test;

class IdempotencyHeaderTest {

  private static final String BODY = "{\"a\":{\"x\":[1,2.5],\"y\":null},\"b\":\"é\"}";

  @Test
  void theFingerprintIsTheSameForever() {
    // Stored with bookings for a day: nodes of two releases must agree on it.
    assertThat(print(BODY))
        .isEqualTo("6e043d54449e60cb275f1cc2f4ba9a90ce927fdfdf6d7583a16647e588d4a5ae");
  }

  @Test
  void orderSpaceWritingOfNumbersAndTheCaptchaDoNotCount() {
    assertThat(print("{ \"b\" : \"\\u00e9\", \"captchaToken\":\"t\", \"c\":null,"
            + " \"a\": {\"y\":null,\"x\":[1.0,2.50]}}"))
        .isEqualTo(print(BODY));
  }

  @Test
  void everythingElseCounts() {
    assertThat(print(BODY.replace("2.5", "2.6"))).isNotEqualTo(print(BODY));
    assertThat(print(BODY.replace("[1,2.5]", "[2.5,1]"))).isNotEqualTo(print(BODY));
    assertThat(print(BODY.replace("\"é\"", "\"e\""))).isNotEqualTo(print(BODY));
    assertThat(print("{\"a\":\"1\"}")).isNotEqualTo(print("{\"a\":1}"));
    assertThat(print("{\"a\":{\"captchaToken\":1}}")).isNotEqualTo(print("{\"a\":{}}"));
  }

  private static String print(String body) {
    return IdempotencyHeader.fingerprint((ObjectNode) Json.read(body.getBytes(UTF_8)));
  }
}
