package io.openges.domain.captcha;

import io.openges.domain.queue.QueueSettings;
import java.util.Locale;
import java.util.Optional;

/**
 * What a queue's row says of CAPTCHA: {@code captchaRequired} of specification 10.2. Immutable and
 * thread-safe.
 */
public enum CaptchaDemand {
  /** As the tenant has it. */
  INHERIT,
  /** Always needed. */
  YES,
  /** Never needed. */
  NO;

  private static final String COLUMN = "captchaRequired";

  /** Returns what the row of {@code settings} says. */
  public static CaptchaDemand of(QueueSettings settings) {
    return settings.columns().get(COLUMN) instanceof String word
        ? valueOf(word.toUpperCase(Locale.ROOT))
        : INHERIT;
  }

  /**
   * Says whether a booking needs proof.
   *
   * @param site what the tenant has set up, empty for nothing
   */
  public boolean needsProof(Optional<CaptchaSite> site) {
    return this == YES || (this == INHERIT && site.filter(CaptchaSite::enabled).isPresent());
  }
}
