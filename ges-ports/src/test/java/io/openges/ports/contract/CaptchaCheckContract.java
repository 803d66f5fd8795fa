package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.driven.captcha.CaptchaCheck;
import io.openges.ports.driven.captcha.CaptchaCheck.Question;
import io.openges.ports.driven.captcha.CaptchaCheck.Refused;
import io.openges.ports.driven.captcha.CaptchaCheck.Solved;
import io.openges.ports.driven.captcha.CaptchaCheck.Unavailable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every check of CAPTCHA tokens does. */
public abstract class CaptchaCheckContract {

  /** The secret of the one site that the service knows. */
  protected static final String SECRET = "site-secret";

  /** Returns the check. */
  protected abstract CaptchaCheck check();

  /** Returns a token that the service takes once. */
  protected abstract String solve(@Nullable Double score);

  /** Makes the service fall silent. */
  protected abstract void silence();

  @Test
  void aGoodTokenIsSolvedWithItsScore() {
    assertThat(verify(solve(0.9))).isEqualTo(new Solved(0.9));
    assertThat(verify(solve(null))).isEqualTo(new Solved(null));
  }

  @Test
  void aTokenIsGoodOnce() {
    var token = solve(null);
    verify(token);

    assertThat(verify(token)).isEqualTo(new Refused());
  }

  @Test
  void aTokenThatTheServiceDoesNotKnowIsRefused() {
    assertThat(verify("made up")).isEqualTo(new Refused());
  }

  @Test
  void anUnknownSecretSaysNothingOfTheCustomer() {
    var verdict = check().verify(new Question("another", solve(null), "192.0.2.7"));

    assertThat(verdict).isInstanceOf(Unavailable.class);
    assertThat(verdict.toString()).doesNotContain("another");
  }

  @Test
  void silenceIsNoRefusal() {
    var token = solve(null);
    silence();

    assertThat(verify(token)).isInstanceOf(Unavailable.class);
  }

  private CaptchaCheck.Verdict verify(String token) {
    return check().verify(new Question(SECRET, token, null));
  }
}
