package io.openges.ports.driven.access;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Optional;

/**
 * Driven port: lets people sign in by the authorization code that their browser brings back from
 * Genesys Authentication (specifications 14.3 and 17.5). Safe for use by many threads at once.
 * Every implementation passes {@code SignInContract}.
 */
public interface SignIn {

  /**
   * Exchanges a code, which is good for one exchange. After a failure the person has to sign in
   * anew: nobody knows whether the code was used up.
   *
   * @return empty if the code is not good, or not any longer
   * @throws io.openges.ports.driven.DependencyUnavailableException if there is no useful answer
   */
  Optional<UserToken> exchange(Code code);

  /**
   * Returns whose token it is.
   *
   * @return empty if the token is not good, or not any longer
   * @throws io.openges.ports.driven.DependencyUnavailableException if there is no useful answer
   */
  Optional<Person> person(UserToken token);

  /**
   * What the browser brought back, and what GES kept. All of it is secret until it is used.
   *
   * @param value the authorization code
   * @param redirectUri where the browser was sent back to
   * @param verifier the secret behind the code challenge of this sign-in
   */
  record Code(String value, String redirectUri, String verifier) {

    /** Checks that every part is there. */
    public Code {
      requireNonNull(value, "value");
      requireNonNull(redirectUri, "redirectUri");
      requireNonNull(verifier, "verifier");
    }

    /** Returns nothing of it. */
    @Override
    public String toString() {
      return "Code[***]";
    }
  }

  /**
   * Lets GES ask in a person's name.
   *
   * @param value a secret, which never reaches a browser
   * @param life how long it was good when it was given
   */
  record UserToken(String value, Duration life) {

    /** Checks that both parts are there. */
    public UserToken {
      requireNonNull(value, "value");
      requireNonNull(life, "life");
    }

    /** Returns nothing of the token. */
    @Override
    public String toString() {
      return "UserToken[***]";
    }
  }

  /**
   * Who signed in.
   *
   * @param tenant whose person it is
   * @param userName how the person signs in
   * @param dbid names the person in Configuration, digits
   */
  record Person(TenantId tenant, String userName, String dbid) {

    /** Checks that every part is there. */
    public Person {
      requireNonNull(tenant, "tenant");
      requireNonNull(userName, "userName");
      requireNonNull(dbid, "dbid");
    }
  }
}
