package io.openges.app.health;

/** Says in short why something failed. Thread-safe. */
public final class Causes {

  private static final int MOST_DEPTH = 20;
  private static final int MOST_LENGTH = 200;

  private Causes() {}

  /** Returns the message of the innermost cause, at most 200 characters. */
  public static String rootOf(Throwable thrown) {
    var root = thrown;
    for (int i = 0; i < MOST_DEPTH && root.getCause() != null; i++) {
      root = root.getCause();
    }
    var message = root.getMessage();
    var text = message == null ? root.getClass().getSimpleName() : message;
    return text.length() > MOST_LENGTH ? text.substring(0, MOST_LENGTH) : text;
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
