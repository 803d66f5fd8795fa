package io.openges.ports.driving.queue;

/**
 * Rules of a kind, or call-in groups, are stored in a form of which this release cannot even read
 * the names, as that of a newer one. They are neither shown nor changed, for what is written here
 * would be all that is left of them (specification 21). Answered to callers as 503 with code 7190:
 * another node may know better.
 */
public final class UnreadableRulesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param what what cannot be read, as a sentence begins, such as {@code Number rules}
   */
  public UnreadableRulesException(String what) {
    super(what + " are stored in a form that this node cannot read, as that of a newer release");
  }
}
