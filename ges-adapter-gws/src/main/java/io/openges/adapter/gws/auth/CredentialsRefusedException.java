package io.openges.adapter.gws.auth;

import io.openges.adapter.gws.BrokenAnswerException;

/**
 * Genesys Authentication does not accept the id and secret of this installation. An operator has to
 * correct them; asking again does not help until then.
 */
public final class CredentialsRefusedException extends BrokenAnswerException {

  private static final long serialVersionUID = 1L;

  CredentialsRefusedException(int status) {
    super("answered " + status + ": the client's id or secret is wrong");
  }
}
