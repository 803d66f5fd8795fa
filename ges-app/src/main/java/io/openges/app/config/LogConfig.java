package io.openges.app.config;

/**
 * What is logged. Immutable and thread-safe.
 *
 * @param level from which level on
 * @param maxLength most bytes of a line's message, 256 or more; longer ones are cut
 * @param format how lines look
 */
public record LogConfig(Level level, int maxLength, Format format) {

  static LogConfig read(Values values, boolean embedded) {
    return new LogConfig(
        values.choice("LOG_LEVEL", embedded ? Level.INFO : Level.DEBUG),
        values.whole("LOG_MAX_LEN", 2048, 256, 1 << 20),
        values.choice("GES_LOG_FORMAT", Format.JSON));
  }

  /** How lines look. */
  public enum Format {
    /** An object a line, for machines. */
    JSON,
    /** Time, level, message, for people. */
    TEXT
  }

  /** Levels, the finest first. */
  public enum Level {
    /** Everything. */
    TRACE,
    /** What helps to find a fault. */
    DEBUG,
    /** What an operator may want to know. */
    INFO,
    /** What may need an operator. */
    WARN,
    /** What needs an operator. */
    ERROR,
    /** What ends the process; written as ERROR. */
    FATAL
  }
}
