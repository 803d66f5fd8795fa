package io.openges.app;

/** The server cannot start for a reason an operator can mend. Nothing runs. */
public final class StartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what is wrong and how to mend it
   */
  public StartException(String message) {
    super(message);
  }

  /** Makes the exception with its cause. */
  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
