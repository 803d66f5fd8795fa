package io.openges.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Writes a log event for people: time in UTC, level, message, what it is about; a stack trace
 * follows on lines of its own. Cut like the JSON lines. Immutable and thread-safe.
 */
final class TextLayout implements LineLayout {

  /** What could begin a line of its own or steer a terminal. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}]+");

  private static final Pattern CONTROL_IN_TRACE =
      Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}&&[^\n\t]]+");

  private static final String LEVEL_WIDTH = "     ";

  private final int maxBytes;

  /**
   * Makes the layout.
   *
   * @param maxBytes most bytes of message and stack trace
   */
  TextLayout(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public String line(ILoggingEvent event) {
    var level = event.getLevel().toString();
    var message = JsonText.cut(plain(String.valueOf(event.getFormattedMessage())), maxBytes);
    var line = new StringBuilder(128)
        .append(Instant.ofEpochMilli(event.getTimeStamp()))
        .append(' ')
        .append(level)
        .append(LEVEL_WIDTH, Math.min(level.length(), LEVEL_WIDTH.length()), LEVEL_WIDTH.length())
        .append(' ')
        .append(message);
    var context = event.getMDCPropertyMap();
    for (var subject : SUBJECTS) {
      var value = context.get(subject);
      if (value != null) {
        line.append(' ').append(subject).append('=').append(JsonText.cut(plain(value), maxBytes));
      }
    }
    var thrown = event.getThrowableProxy();
    if (thrown != null) {
      int left = maxBytes - JsonText.bytes(message);
      var trace = CONTROL_IN_TRACE.matcher(ThrowableProxyUtil.asString(thrown)).replaceAll(" ");
      line.append('\n').append(JsonText.cut(trace, left).strip());
    }
    return line.toString();
  }

  private static String plain(String text) {
    return CONTROL.matcher(text).replaceAll(" ");
  }
}
