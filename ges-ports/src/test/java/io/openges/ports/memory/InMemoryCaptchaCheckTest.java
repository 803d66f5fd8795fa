package io.openges.ports.memory;

import io.openges.ports.contract.CaptchaCheckContract;
import io.openges.ports.driven.captcha.CaptchaCheck;
import org.jspecify.annotations.Nullable;

class InMemoryCaptchaCheckTest extends CaptchaCheckContract {

  private final InMemoryCaptchaCheck check = new InMemoryCaptchaCheck(SECRET);

  @Override
  protected CaptchaCheck check() {
    return check;
  }

  @Override
  protected String solve(@Nullable Double score) {
    return check.solve(score);
  }

  @Override
  protected void silence() {
    check.answer(false);
  }
}
