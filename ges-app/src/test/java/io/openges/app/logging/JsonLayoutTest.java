package io.openges.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLayoutTest {

  private final LoggerContext context = new LoggerContext();

  private LoggingEvent event(String message, @Nullable Throwable thrown) {
    var logger = context.getLogger("io.openges.Test");
    var event = new LoggingEvent("", logger, Level.WARN, message, thrown, null);
    event.setInstant(Instant.parse("2030-01-02T09:00:00.123Z"));
    event.setThreadName("main");
    event.setMDCPropertyMap(Map.of("corrId", "c-1", "callbackId", "cb-2", "ccid", "t-3"));
    return event;
  }

  private static JsonNode parse(String line) throws IOException {
    return new JsonMapper().readTree(line);
  }

  @Test
  void aLineIsOneObjectWithWhatItIsAbout() {
    var line = new JsonLayout("ges-0", 2048).line(event("say \"hi\"\n\tto \\ all", null));

    assertThat(line)
        .isEqualTo("{\"time\":\"2030-01-02T09:00:00.123Z\",\"level\":\"WARN\",\"node\":\"ges-0\","
            + "\"ccid\":\"t-3\",\"corrId\":\"c-1\",\"callbackId\":\"cb-2\","
            + "\"logger\":\"io.openges.Test\",\"thread\":\"main\","
            + "\"message\":\"say \\\"hi\\\"\\n\\u0009to \\\\ all\"}");
  }

  @Test
  void aStackTraceSharesTheRoomWithItsMessage() throws IOException {
    var line = new JsonLayout("ges-0", 400).line(event("broken", new IllegalStateException("why")));

    var json = parse(line);
    assertThat(json.path("error").asText())
        .startsWith("java.lang.IllegalStateException: why")
        .endsWith("…");
    assertThat(JsonText.bytes(json.path("error").asText())).isLessThanOrEqualTo(400 - 6);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void cuttingBreaksNeitherCharactersNorJson(long seed) throws IOException {
    var random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      var message = randomText(random);
      int max = random.nextInt(60) + 3;

      var cut = parse(new JsonLayout("n", max).line(event(message, null)))
          .path("message")
          .asText();

      assertThat(cut.getBytes(StandardCharsets.UTF_8).length)
          .as("seed %s, message %s", seed, message)
          .isLessThanOrEqualTo(max);
      assertThat(message).startsWith(cut.endsWith("…") ? cut.substring(0, cut.length() - 1) : cut);
    }
  }

  private static String randomText(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x80);
            case 1 -> 0xe9;
            case 2 -> 0x20ac;
            default -> 0x1f600 + random.nextInt(40);
          });
    }
    return text.toString();
  }

  @Test
  void whatCannotBeWrittenIsCounted() {
    var lost = new AtomicInteger();
    var broken = new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("closed");
      }
    };
    var appender = new LineAppender(new JsonLayout("n", 100), broken, lost::incrementAndGet);
    appender.setContext(context);
    appender.start();

    appender.doAppend(event("one", null));
    appender.doAppend(event("two", null));
    appender.stop();

    assertThat(lost).hasValue(2);
  }
}
