package io.openges.ports.driven;

import org.jspecify.annotations.Nullable;

/**
 * What was asked for cannot be done now, and may be asked for again a little later. Answered to
 * callers as 503 with code 7190 (specification 2.12).
 */
public sealed class UnavailableException extends RuntimeException
    permits DependencyUnavailableException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message why, without any data of a customer
   */
  public UnavailableException(String message) {
    super(message);
  }

  UnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
