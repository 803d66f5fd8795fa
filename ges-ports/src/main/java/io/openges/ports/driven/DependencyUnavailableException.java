package io.openges.ports.driven;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Something GES needs gave no answer in time; whether it did what it was asked is then unknown
 * unless the exception says so, and the method that throws says whether asking again is harmless.
 */
public final class DependencyUnavailableException extends UnavailableException {

  private static final long serialVersionUID = 1L;

  private final Dependency dependency;
  private final boolean nothingDone;

  /**
   * Makes the exception.
   *
   * @param operation what was asked of it, without any data of a customer
   */
  public DependencyUnavailableException(Dependency dependency, String operation, Throwable cause) {
    this(dependency, operation, cause, false);
  }

  /** Makes the exception where there is no cause to keep, as with an open circuit breaker. */
  public DependencyUnavailableException(Dependency dependency, String operation) {
    this(dependency, operation, null, false);
  }

  private DependencyUnavailableException(
      Dependency dependency, String operation, @Nullable Throwable cause, boolean nothingDone) {
    super(dependency + " gave no answer: " + operation, cause);
    this.dependency = requireNonNull(dependency, "dependency");
    this.nothingDone = nothingDone;
  }

  /**
   * Makes the exception where it is certain that nothing was done.
   *
   * @param operation what was to be asked of it, without any data of a customer
   * @param cause null if there is none to keep
   */
  public static DependencyUnavailableException nothingDone(
      Dependency dependency, String operation, @Nullable Throwable cause) {
    return new DependencyUnavailableException(dependency, operation, cause, true);
  }

  /** Says whether it is certain that nothing was done. */
  public boolean isNothingDone() {
    return nothingDone;
  }

  /** Returns what did not answer. */
  public Dependency dependency() {
    return dependency;
  }
}
