package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.access.SignIn;
import io.openges.ports.driven.access.SignIn.Code;
import io.openges.ports.driven.access.SignIn.Person;
import io.openges.ports.driven.access.SignIn.UserToken;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link SignIn} does; one subclass for each implementation. */
@Timeout(120)
public abstract class SignInContract {

  private final Code code = new Code("c0de/é", "https://ges.example/ges/ui/login.html", "verifier");
  private final Person person = new Person(Callbacks.anyTenant(), "anna@example é", "101");

  /** Returns what is under test. */
  protected abstract SignIn signIn();

  /** Makes {@code code} good for one exchange. */
  protected abstract void offer(Code code, Person person);

  /** Stops it for the rest of the test. */
  protected abstract void silence();

  @Test
  void aCodeLeadsToThePersonWhoseItIs() {
    offer(code, person);

    var token = signIn().exchange(code).orElseThrow();

    assertThat(token.life()).isPositive();
    assertThat(signIn().person(token)).contains(person);
  }

  @Test
  void aCodeIsGoodOnce() {
    offer(code, person);
    signIn().exchange(code);

    assertThat(signIn().exchange(code)).isEmpty();
  }

  @Test
  void aCodeIsGoodOnlyWithItsVerifierAndAddress() {
    offer(code, person);

    assertThat(signIn().exchange(new Code(code.value(), code.redirectUri(), "other")))
        .isEmpty();
    assertThat(signIn().exchange(new Code(code.value(), "https://evil.example/", "verifier")))
        .isEmpty();
  }

  @Test
  void anUnknownTokenIsNobodys() {
    assertThat(signIn().person(new UserToken("nobodys", Duration.ofHours(1)))).isEmpty();
  }

  @Test
  void secretsAreNotShown() {
    offer(code, person);

    var token = signIn().exchange(code).orElseThrow();

    assertThat(token.toString()).doesNotContain(token.value());
    assertThat(code.toString()).doesNotContain("c0de", "verifier");
  }

  @Test
  void silenceIsUnavailability() {
    silence();

    assertUnavailable(() -> signIn().exchange(code));
    assertUnavailable(() -> signIn().person(new UserToken("t", Duration.ofHours(1))));
  }

  private static void assertUnavailable(Runnable call) {
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.dependency()).isEqualTo(Dependency.GWS_AUTH));
  }
}
