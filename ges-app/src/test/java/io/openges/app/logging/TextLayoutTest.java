package io.openges.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextLayoutTest {

  private static LoggingEvent event(String message, @Nullable Throwable thrown) {
    var logger = new LoggerContext().getLogger("io.openges.Test");
    var event = new LoggingEvent("", logger, Level.INFO, message, thrown, null);
    event.setInstant(Instant.parse("2030-01-02T09:00:00.123Z"));
    event.setMDCPropertyMap(Map.of("corrId", "c-1", "ccid", "t-3"));
    return event;
  }

  @Test
  void aLineTellsWhenHowSeriousAndWhatItIsAbout() {
    assertThat(new TextLayout(2048).line(event("started", null)))
        .isEqualTo("2030-01-02T09:00:00.123Z INFO  started ccid=t-3 corrId=c-1");
  }

  @Test
  void aMessageCannotBeginALineOfItsOwnOrSteerATerminal() {
    assertThat(new TextLayout(2048).line(event("a\r\nb\u001b[2J", null)))
        .isEqualTo("2030-01-02T09:00:00.123Z INFO  a b [2J ccid=t-3 corrId=c-1");
  }

  @Test
  void aStackTraceFollowsAndSharesTheRoomWithItsMessage() {
    var lines = new TextLayout(100)
        .line(event("broken", new IllegalStateException("why\u001b")))
        .split("\n", -1);

    assertThat(lines[0]).endsWith("broken ccid=t-3 corrId=c-1");
    assertThat(lines[1]).isEqualTo("java.lang.IllegalStateException: why ");
    assertThat(lines[lines.length - 1]).endsWith("…");
  }
}
