package io.openges.adapter.gws.auth;

/** Where a bearer token comes from. Safe for use by many threads at once. */
public interface TokenSource {

  /**
   * Returns a token that was valid when it was last seen; a secret, never logged.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if there is none
   * @throws GrantRefusedException if whoever the token is for may have none
   */
  String value();

  /** Takes note that a service did not accept {@code rejected}: the next one will be another. */
  void reject(String rejected);
}
