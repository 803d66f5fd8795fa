package io.openges.domain.rule;

import static java.util.Objects.requireNonNull;

/** What can be the name of a rule or of a call-in group. Pure functions. */
public final class RuleName {

  /** Most characters of a name. */
  public static final int MAX_LENGTH = 64;

  /** What a name is expected to be, for whoever gave another one. */
  public static final String EXPECTED =
      "expected a text of 1 to " + MAX_LENGTH + " characters, not only blanks";

  private RuleName() {}

  /** Says whether it can be a name: 1 to 64 characters, not only blanks. */
  public static boolean isValid(String name) {
    return !name.isBlank() && name.length() <= MAX_LENGTH;
  }

  /**
   * Returns the name.
   *
   * @throws IllegalArgumentException if it cannot be one
   */
  public static String checked(String name) {
    requireNonNull(name, "name");
    if (!isValid(name)) {
      throw new IllegalArgumentException("name of " + name.length() + " characters");
    }
    return name;
  }
}
