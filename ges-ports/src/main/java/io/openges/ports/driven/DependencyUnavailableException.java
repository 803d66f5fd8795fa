package io.openges.ports.driven;

import static java.util.Objects.requireNonNull;

/**
 * Something GES needs gave no answer in time; whether it did what it was asked is then unknown, and
 * the method that throws says whether asking again is harmless. Answered to callers as 503 with
 * code 7190 (specification 2.12).
 */
public final class DependencyUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Dependency dependency;

  /**
   * Makes the exception.
   *
   * @param operation what was asked of it, without any data of a customer
   */
  public DependencyUnavailableException(Dependency dependency, String operation, Throwable cause) {
    super(dependency + " gave no answer: " + operation, cause);
    this.dependency = requireNonNull(dependency, "dependency");
  }

  /** Makes the exception where there is no cause to keep, as with an open circuit breaker. */
  public DependencyUnavailableException(Dependency dependency, String operation) {
    super(dependency + " gave no answer: " + operation);
    this.dependency = requireNonNull(dependency, "dependency");
  }

  /** Returns what did not answer. */
  public Dependency dependency() {
    return dependency;
  }
}
