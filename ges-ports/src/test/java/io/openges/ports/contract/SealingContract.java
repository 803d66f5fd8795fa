package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.driven.credential.CredentialName;
import io.openges.ports.driven.credential.Sealing;
import io.openges.ports.testing.Callbacks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Sealing} does; one subclass for each implementation. */
public abstract class SealingContract {

  private static final String SECRET = "p&ss wörd 😀\n";

  private final CredentialName name = new CredentialName(Callbacks.anyTenant(), "gws", "login");

  /** Returns what is under test. */
  protected abstract Sealing sealing();

  @ParameterizedTest
  @ValueSource(strings = {"", "x", SECRET})
  void whatWasSealedIsOpened(String secret) {
    var sealed = sealing().seal(name, secret);

    assertThat(sealing().open(name, sealed)).contains(secret);
    assertThat(sealed).matches("[!-~]+");
  }

  @Test
  void theSameSecretLooksDifferentEveryTime() {
    var sealed = sealing().seal(name, SECRET);

    assertThat(sealing().seal(name, SECRET)).isNotEqualTo(sealed).doesNotContain("ss w");
  }

  @Test
  void underAnotherNameNothingOpens() {
    var sealed = sealing().seal(name, SECRET);
    var tenant = name.tenant();

    assertThat(sealing().open(new CredentialName(Callbacks.anyTenant(), "gws", "login"), sealed))
        .isEmpty();
    assertThat(sealing().open(new CredentialName(tenant, "push", "login"), sealed))
        .isEmpty();
    assertThat(sealing().open(new CredentialName(tenant, "gws", "other"), sealed))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "x", "1.2.3", "1.00000000.", "2.00000000.AAAA", "é"})
  void whatWasNeverSealedDoesNotOpen(String sealed) {
    assertThat(sealing().open(name, sealed)).isEmpty();
  }
}
