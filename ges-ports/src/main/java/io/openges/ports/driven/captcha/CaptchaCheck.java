package io.openges.ports.driven.captcha;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Driven port: asks whether the token of a booking was made for a person (specification 17.6). A
 * token is good once, so asking again about the same one is answered otherwise.
 *
 * <p>Safe for use by many threads at once. Every implementation passes
 * {@code CaptchaCheckContract}.
 */
public interface CaptchaCheck {

  /** Returns what the service says within 3 seconds; silence is {@link Unavailable}. */
  Verdict verify(Question question);

  /**
   * What is asked.
   *
   * @param secret of the tenant's site
   * @param token as the customer's page sent it, not empty
   * @param address of the customer, null if it is not known
   */
  record Question(String secret, String token, @Nullable String address) {

    /** Checks that secret and token are there. */
    public Question {
      requireNonNull(secret, "secret");
      requireNonNull(token, "token");
    }

    /** Returns nothing of it. */
    @Override
    public String toString() {
      return "Question[***]";
    }
  }

  /** What the service says. */
  sealed interface Verdict permits Solved, Refused, Unavailable {}

  /**
   * The token is good.
   *
   * @param score from 0, a machine, to 1, a person; null where the site's kind has none
   */
  record Solved(@Nullable Double score) implements Verdict {}

  /** The token is not good, too old, or was asked about before. */
  record Refused() implements Verdict {}

  /**
   * Nobody knows: there is no answer, or the service does not take the question.
   *
   * @param reason names no token and no secret
   */
  record Unavailable(String reason) implements Verdict {

    /** Checks that there is a reason. */
    public Unavailable {
      requireNonNull(reason, "reason");
    }
  }
}
