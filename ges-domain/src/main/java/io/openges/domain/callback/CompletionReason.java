package io.openges.domain.callback;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Why a callback is completed (specification 6.4): a closed set for what GES decides itself, any
 * well-formed word for what the voice platform reports.
 *
 * <p>Immutable and thread-safe.
 *
 * @param value an upper-case word of 1 to 64 characters
 */
public record CompletionReason(String value) {

  /** Set when GES has ended the callback, not its session. */
  private static final Set<String> OWN = Set.of(
      "CANCELLED",
      "CANCELLED_BY_OPERATOR",
      "CUSTOMER_CALLED_IN",
      "EXPIRED_TTL",
      "OFFICE_CLOSED",
      "QUEUE_REMOVED",
      "ERASED",
      "SUBMIT_FAILED",
      "SESSION_LOST",
      "NUMBER_NOT_ALLOWED");

  private static final Pattern WORD = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

  /** Customer and agent were connected. */
  public static final CompletionReason AGENT_CONNECTED = new CompletionReason("AGENT_CONNECTED");

  /** Cancelled through an API. */
  public static final CompletionReason CANCELLED = new CompletionReason("CANCELLED");

  /** Cancelled by an operator in the user interface. */
  public static final CompletionReason CANCELLED_BY_OPERATOR =
      new CompletionReason("CANCELLED_BY_OPERATOR");

  /** The customer was served by an inbound call. */
  public static final CompletionReason CUSTOMER_CALLED_IN =
      new CompletionReason("CUSTOMER_CALLED_IN");

  /** Not served within its time to live. */
  public static final CompletionReason EXPIRED_TTL = new CompletionReason("EXPIRED_TTL");

  /** Closing time passed under the policy COMPLETE. */
  public static final CompletionReason OFFICE_CLOSED = new CompletionReason("OFFICE_CLOSED");

  /** The queue's row was removed with its callbacks. */
  public static final CompletionReason QUEUE_REMOVED = new CompletionReason("QUEUE_REMOVED");

  /** What was personal in an open callback was erased. */
  public static final CompletionReason ERASED = new CompletionReason("ERASED");

  /** Three attempts in a row did not start a session. */
  public static final CompletionReason SUBMIT_FAILED = new CompletionReason("SUBMIT_FAILED");

  /** The session ended without a result. */
  public static final CompletionReason SESSION_LOST = new CompletionReason("SESSION_LOST");

  /** The number must not be called any more. */
  public static final CompletionReason NUMBER_NOT_ALLOWED =
      new CompletionReason("NUMBER_NOT_ALLOWED");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if {@code value} is not such a word
   */
  public CompletionReason {
    requireNonNull(value, "value");
    if (!isReason(value)) {
      throw new IllegalArgumentException(
          "not a completion reason of " + value.length() + " characters");
    }
  }

  /** Says whether {@code text} has the form of a reason. */
  public static boolean isReason(String text) {
    return WORD.matcher(text).matches();
  }

  /**
   * Says whether GES or its users end callbacks for this reason, so that a session may not know.
   */
  public boolean isOwn() {
    return OWN.contains(value);
  }

  /** Returns the word. */
  @Override
  public String toString() {
    return value;
  }
}
