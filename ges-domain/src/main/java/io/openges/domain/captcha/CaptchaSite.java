package io.openges.domain.captcha;

import static java.util.Objects.requireNonNull;

/**
 * A tenant's site at Google reCAPTCHA (specification 15.2). Immutable and thread-safe.
 *
 * @param kind what customers are shown
 * @param siteKey names the site; pages show it, so it is no secret
 * @param secret proves to Google who asks; a secret
 * @param minimumScore of {@link Kind#V3} from 0 to 1: what scores less counts as a machine
 * @param enabled whether queues that say nothing of their own need proof
 */
public record CaptchaSite(
    Kind kind, String siteKey, String secret, double minimumScore, boolean enabled) {

  /** The minimum score of tenants that name none. */
  public static final double DEFAULT_MINIMUM_SCORE = 0.5;

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the score is none from 0 to 1
   */
  public CaptchaSite {
    requireNonNull(kind, "kind");
    requireNonNull(siteKey, "siteKey");
    requireNonNull(secret, "secret");
    if (!(minimumScore >= 0 && minimumScore <= 1)) {
      throw new IllegalArgumentException("minimumScore: " + minimumScore);
    }
  }

  /** What customers are shown. */
  public enum Kind {
    /** A box to tick. */
    V2,
    /** Nothing, unless Google has doubts. */
    V2_INVISIBLE,
    /** Nothing; Google tells a score. */
    V3
  }

  /** Returns nothing of the secret. */
  @Override
  public String toString() {
    return "CaptchaSite[" + kind + ", " + siteKey + "]";
  }
}
