package io.openges.adapter.gws.auth;

import static java.util.Objects.requireNonNull;

/**
 * A user of Genesys Web Services in whose name a tenant lets GES ask. Immutable and thread-safe.
 *
 * @param name the user's name
 * @param password the password; a secret
 */
public record GwsUser(String name, String password) {

  /** Checks that there are both. */
  public GwsUser {
    requireNonNull(name, "name");
    requireNonNull(password, "password");
  }

  /** Returns nothing of either. */
  @Override
  public String toString() {
    return "GwsUser[***]";
  }
}
