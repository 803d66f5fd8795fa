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

  /** Says whether one can be given that name: 1 to 64 characters, not only blanks. */
  public static boolean isValid(String name) {
    return !name.isBlank() && isStorable(name);
  }

  /**
   * Says whether a stored one can have that name: 1 to 64 characters. Blanks are among them, for
   * what was once taken is to be read as long as it is stored.
   */
  public static boolean isStorable(String name) {
    return !name.isEmpty() && name.length() <= MAX_LENGTH;
  }

  /**
   * Returns the name of a stored one.
   *
   * @throws IllegalArgumentException if it has not 1 to 64 characters
   */
  public static String checked(String name) {
    requireNonNull(name, "name");
    if (!isStorable(name)) {
      throw new IllegalArgumentException("name of " + name.length() + " characters");
    }
    return name;
  }
}
