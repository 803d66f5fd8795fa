package io.openges.ports.driven.callin;

/**
 * Driven port: numbers by chance that nobody can guess, as from a secure random generator. Safe for
 * use by many threads at once. Every implementation passes {@code ChanceContract}.
 */
@FunctionalInterface
public interface Chance {

  /**
   * Returns a number from 0, inclusive, to {@code bound}, exclusive, each as likely as any other.
   *
   * @param bound 1 or more
   */
  int below(int bound);
}
