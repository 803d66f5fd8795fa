package io.openges.app.health;

import org.jspecify.annotations.Nullable;

/** Says in short why something failed. Thread-safe. */
public final class Causes {

  private static final int MOST_DEPTH = 20;
  private static final int MOST_LENGTH = 200;

  private Causes() {}

  /**
   * Returns the message of the innermost cause, at most 200 characters. Of an attempt at several
   * servers, which has no cause but keeps what each of them said, it is what the first one said.
   */
  public static String rootOf(Throwable thrown) {
    var root = thrown;
    for (int i = 0; i < MOST_DEPTH; i++) {
      var cause = root.getCause() == null ? firstSuppressed(root) : root.getCause();
      if (cause == null) {
        break;
      }
      root = cause;
    }
    var message = root.getMessage();
    var text = message == null ? root.getClass().getSimpleName() : message;
    return text.length() > MOST_LENGTH ? text.substring(0, MOST_LENGTH) : text;
  }

  private static @Nullable Throwable firstSuppressed(Throwable thrown) {
    var suppressed = thrown.getSuppressed();
    return suppressed.length == 0 ? null : suppressed[0];
  }

  /** Returns whether {@code thrown} or one of its causes is of a type. */
  public static boolean has(Throwable thrown, Class<? extends Throwable> type) {
    Throwable cause = thrown;
    for (int i = 0; i < MOST_DEPTH && cause != null; i++) {
      if (type.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
