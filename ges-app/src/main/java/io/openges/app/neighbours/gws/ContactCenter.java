package io.openges.app.neighbours.gws;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * A contact center that Environment knows. Immutable and thread-safe.
 *
 * @param ccid its id
 * @param apiKeys the keys that are its own; never printed
 * @param origins the web pages that may call, as {@code https://www.example.com}
 */
public record ContactCenter(String ccid, Set<String> apiKeys, Set<String> origins) {

  /** Copies the sets. */
  public ContactCenter {
    requireNonNull(ccid, "ccid");
    apiKeys = Set.copyOf(apiKeys);
    origins = Set.copyOf(origins);
  }

  /** Returns all but the keys. */
  @Override
  public String toString() {
    return "ContactCenter[" + ccid + ", " + origins + "]";
  }
}
