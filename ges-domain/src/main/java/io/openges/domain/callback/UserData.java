package io.openges.domain.callback;

import static java.util.Objects.requireNonNull;

/**
 * What the customer's application attached to the booking, as the text of one JSON object.
 *
 * <p>The domain never looks inside, and {@link #toString} hides it (specification 23). Immutable
 * and thread-safe.
 *
 * @param json a JSON object, compact, its keys already filtered (specification 3.2)
 */
public record UserData(String json) {

  /** No user data. */
  public static final UserData NONE = new UserData("{}");

  /**
   * Checks that the text looks like an object.
   *
   * @throws IllegalArgumentException if it does not begin and end with braces
   */
  public UserData {
    requireNonNull(json, "json");
    if (!json.startsWith("{") || !json.endsWith("}")) {
      throw new IllegalArgumentException("user data must be a JSON object");
    }
  }

  /** Says whether nothing was attached. */
  public boolean isEmpty() {
    return json.equals("{}");
  }

  /** Returns the size only. */
  @Override
  public String toString() {
    return "UserData[" + json.length() + " characters]";
  }
}
