package io.openges.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.time.Instant;
import java.util.Map;

/**
 * Writes a log event as one line of JSON: time, level, node, what it is about, message. Message and
 * stack trace together are cut at a number of bytes (specification 23). Immutable and thread-safe.
 */
final class JsonLayout implements LineLayout {

  private final String node;
  private final int maxBytes;

  /**
   * Makes the layout.
   *
   * @param node name of this node
   * @param maxBytes most bytes of message and stack trace
   */
  JsonLayout(String node, int maxBytes) {
    this.node = node;
    this.maxBytes = maxBytes;
  }

  @Override
  public String line(ILoggingEvent event) {
    var json = new JsonText()
        .add("time", Instant.ofEpochMilli(event.getTimeStamp()).toString())
        .add("level", event.getLevel().toString())
        .add("node", node);
    Map<String, String> context = event.getMDCPropertyMap();
    for (var subject : SUBJECTS) {
      var value = context.get(subject);
      if (value != null) {
        json.add(subject, JsonText.cut(value, maxBytes));
      }
    }
    json.add("logger", event.getLoggerName()).add("thread", event.getThreadName());
    var message = JsonText.cut(String.valueOf(event.getFormattedMessage()), maxBytes);
    json.add("message", message);
    var thrown = event.getThrowableProxy();
    if (thrown != null) {
      int left = maxBytes - JsonText.bytes(message);
      json.add("error", JsonText.cut(ThrowableProxyUtil.asString(thrown), left));
    }
    return json.end();
  }
}
