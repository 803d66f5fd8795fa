package io.openges.ports.memory;

import io.openges.ports.driven.captcha.CaptchaCheck;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Knows the tokens it made, each good once. Safe for use by many threads at once. */
public final class InMemoryCaptchaCheck implements CaptchaCheck {

  private final Map<String, Solved> solved = new ConcurrentHashMap<>();
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private final String secret;
  private volatile boolean isSilent;

  /** Knows one site by its secret. */
  public InMemoryCaptchaCheck(String secret) {
    this.secret = secret;
  }

  /** Returns a token that is good once. */
  public String solve(@Nullable Double score) {
    var token = "token-" + made.incrementAndGet();
    solved.put(token, new Solved(score));
    return token;
  }

  /** Makes it answer, or fall silent. */
  public void answer(boolean doesAnswer) {
    isSilent = !doesAnswer;
  }

  /** Returns how often it was asked. */
  public int asked() {
    return asked.get();
  }

  @Override
  public Verdict verify(Question question) {
    asked.incrementAndGet();
    if (isSilent) {
      return new Unavailable("no answer");
    }
    if (!question.secret().equals(secret)) {
      return new Unavailable("the secret is not known");
    }
    var known = solved.remove(question.token());
    return known == null ? new Refused() : known;
  }
}
