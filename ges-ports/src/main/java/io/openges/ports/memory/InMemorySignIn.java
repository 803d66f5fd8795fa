package io.openges.ports.memory;

import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.access.SignIn;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** People who may sign in with codes that somebody sets. Safe for use by many threads at once. */
public final class InMemorySignIn implements SignIn {

  private static final Duration LIFE = Duration.ofHours(12);

  private final Map<Code, Person> codes = new ConcurrentHashMap<>();
  private final Map<String, Person> tokens = new ConcurrentHashMap<>();
  private volatile boolean isSilent;

  /** Makes {@code code} good for one exchange. */
  public void offer(Code code, Person person) {
    codes.put(code, person);
  }

  /** Makes it answer, or fail. */
  public void answer(boolean doesAnswer) {
    isSilent = !doesAnswer;
  }

  @Override
  public Optional<UserToken> exchange(Code code) {
    check();
    return Optional.ofNullable(codes.remove(code)).map(person -> {
      tokens.put("token of " + code.value(), person);
      return new UserToken("token of " + code.value(), LIFE);
    });
  }

  @Override
  public Optional<Person> person(UserToken token) {
    check();
    return Optional.ofNullable(tokens.get(token.value()));
  }

  private void check() {
    if (isSilent) {
      throw new DependencyUnavailableException(Dependency.GWS_AUTH, "sign in");
    }
  }
}
