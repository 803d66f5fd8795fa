package io.openges.ports.driven.credential;

import java.util.Optional;

/**
 * Driven port: makes secrets unreadable for whoever has the store but not the key (specification
 * 23). What is sealed under one name opens under no other, so that nobody gains by moving rows.
 *
 * <p>Safe for use by many threads at once. Every implementation passes {@code SealingContract}.
 */
public interface Sealing {

  /** Returns {@code secret} sealed, differently every time, as printable ASCII. */
  String seal(CredentialName name, String secret);

  /**
   * Returns what was sealed under {@code name}; empty if that was not done with a key that is at
   * hand, or the text was changed.
   */
  Optional<String> open(CredentialName name, String sealed);
}
