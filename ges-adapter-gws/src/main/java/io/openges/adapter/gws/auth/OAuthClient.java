package io.openges.adapter.gws.auth;

import static java.util.Objects.requireNonNull;

/**
 * What GES is to Genesys Authentication. Immutable and thread-safe.
 *
 * @param id its public name
 * @param secret its password
 */
public record OAuthClient(String id, String secret) {

  /** Checks that there are both. */
  public OAuthClient {
    requireNonNull(id, "id");
    requireNonNull(secret, "secret");
  }

  /** Returns everything but the secret. */
  @Override
  public String toString() {
    return "OAuthClient[id=" + id + "]";
  }
}
