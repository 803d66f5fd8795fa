package io.openges.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.openges.app.config.LogConfig;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.LoggerFactory;

/** Sets up what is logged, and where. Safe for use by many threads at once. */
public final class Logging {

  /** Libraries that tell little an operator wants, and some of them data of customers. */
  private static final List<String> QUIET = List.of(
      "org.eclipse.jetty",
      "io.javalin",
      "okhttp3",
      "com.zaxxer",
      "org.flywaydb",
      "redis.clients",
      "org.postgresql",
      "com.google");

  /** Quote what callers send, such as a key in the wrong header, once for every request. */
  private static final List<String> QUOTING =
      List.of("org.eclipse.jetty.http", "org.eclipse.jetty.util.HostPort");

  private static final LongAdder LOST = new LongAdder();

  private Logging() {}

  /** Sends all logging to the standard output from now on. */
  public static void configure(LogConfig config, String node) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    var layout = config.format() == LogConfig.Format.TEXT
        ? new TextLayout(config.maxLength())
        : new JsonLayout(node, config.maxLength());
    var appender =
        new LineAppender(layout, new FileOutputStream(FileDescriptor.out), LOST::increment);
    appender.setContext(context);
    appender.setName("lines");
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(level(config.level()));
    root.addAppender(appender);
    quieten(context);
  }

  /** Sets the levels of the libraries. */
  static void quieten(LoggerContext context) {
    QUIET.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    QUOTING.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
  }

  /** Writes what is still buffered; nothing is logged afterwards. */
  public static void stop() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  /** Returns how many lines were lost since the process started. */
  public static long lost() {
    return LOST.sum();
  }

  private static Level level(LogConfig.Level level) {
    return level == LogConfig.Level.FATAL ? Level.ERROR : Level.valueOf(level.name());
  }
}
