package io.openges.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;

/** How a log event is written. Thread-safe. */
interface LineLayout {

  /** What a line may be about, by its key in the logging context. */
  List<String> SUBJECTS = List.of("ccid", "corrId", "callbackId");

  /** Returns the line, without an end of line. */
  String line(ILoggingEvent event);
}
