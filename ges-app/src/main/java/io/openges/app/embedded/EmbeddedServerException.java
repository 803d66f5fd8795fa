package io.openges.app.embedded;

import org.jspecify.annotations.Nullable;

/**
 * An embedded server could not be installed, started or stopped; the message says which and why.
 *
 * <p>Nothing that was started on the way is left running.
 */
public final class EmbeddedServerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EmbeddedServerException(String message) {
    super(message);
  }

  EmbeddedServerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
