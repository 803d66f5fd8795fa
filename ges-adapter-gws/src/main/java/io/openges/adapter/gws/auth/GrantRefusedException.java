package io.openges.adapter.gws.auth;

/**
 * Genesys Authentication does not let this user in: the name or password is wrong. It is the user's
 * trouble, not that of the service.
 */
public final class GrantRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  GrantRefusedException() {
    super("the user's name or password is wrong");
  }
}
