package io.openges.adapter.gws.auth;

import io.openges.adapter.gws.Answer;
import io.openges.adapter.gws.BrokenAnswerException;
import io.openges.adapter.gws.Renewed;
import java.time.Duration;

/** Reads what Authentication answers to a request for a token (specification 17.5). */
final class TokenAnswer {

  static final String PATH = "auth/v3/oauth/token";

  /** What RFC 6749 leaves open: how long a token lives whose answer does not say so. */
  private static final long DEFAULT_LIFE_SECONDS = 300;

  private static final long MAX_LIFE_SECONDS = Duration.ofDays(7).toSeconds();
  private static final int RENEWED_AT_PERCENT = 80;

  private TokenAnswer() {}

  /** Returns what the answer says is wrong, in the words of RFC 6749; empty if it does not say. */
  static String error(Answer answer) {
    return Answer.text(answer.body(), "error").orElse("");
  }

  /**
   * Returns the token, to be renewed once 80 % of its life are over.
   *
   * @throws CredentialsRefusedException if the client's id or secret is wrong
   * @throws BrokenAnswerException if there is no token otherwise
   */
  static Renewed.Fetched<String> token(Answer answer) throws BrokenAnswerException {
    if (answer.status() == 401 || error(answer).equals("invalid_client")) {
      throw new CredentialsRefusedException(answer.status());
    }
    var value = answer.isSuccess() ? Answer.text(answer.body(), "access_token").orElse("") : "";
    if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new BrokenAnswerException("answered " + answer.status() + " without a token");
    }
    long life = answer.body().path("expires_in").asLong(DEFAULT_LIFE_SECONDS);
    life = Math.max(0, Math.min(life, MAX_LIFE_SECONDS));
    return new Renewed.Fetched<>(
        value,
        Duration.ofSeconds(life).multipliedBy(RENEWED_AT_PERCENT).dividedBy(100),
        Duration.ofSeconds(life));
  }
}
