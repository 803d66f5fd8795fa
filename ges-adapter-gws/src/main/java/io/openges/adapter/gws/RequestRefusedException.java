package io.openges.adapter.gws;

/**
 * A Genesys service finds fault with one request. Other requests may fare better, so it does not
 * count as a failure of the service: nobody can have it shut off by sending strange texts.
 */
public final class RequestRefusedException extends BrokenAnswerException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param status the HTTP status, 400 to 499
   */
  public RequestRefusedException(int status) {
    super("answered " + status);
  }
}
