package io.openges.adapter.gws;

import java.io.IOException;

/**
 * A Genesys service answered, but not with anything that helps: a failure of its own, too much
 * text, no JSON, or JSON without what was asked for. Counts as a failure of that service.
 */
public class BrokenAnswerException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what is wrong with the answer, without any part of it, for it may hold secrets
   */
  public BrokenAnswerException(String message) {
    super(message);
  }
}
