package io.openges.app.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openges.app.config.Secret;
import io.openges.app.config.SecretKeys;
import io.openges.ports.contract.SealingContract;
import io.openges.ports.driven.credential.CredentialName;
import io.openges.ports.driven.credential.Sealing;
import io.openges.ports.testing.Callbacks;
import java.util.Base64;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AesGcmSealingTest extends SealingContract {

  private final CredentialName name = new CredentialName(Callbacks.anyTenant(), "push", "a");
  private final Sealing sealing = keys(1);

  @Override
  protected Sealing sealing() {
    return sealing;
  }

  @Test
  void aNewKeyInFrontSealsAndTheOldOneStillOpens() {
    var old = sealing.seal(name, "secret");
    var rotated = keys(2, 1);

    assertThat(rotated.open(name, old)).contains("secret");
    var fresh = rotated.seal(name, "secret");
    assertThat(keys(2).open(name, fresh)).contains("secret");
    assertThat(sealing.open(name, fresh)).isEmpty();
    assertThat(keys(2).open(name, old)).isEmpty();
  }

  @Test
  void whatIsSealedNamesItsFormAndItsKey() {
    var sealed = sealing.seal(name, "secret");

    assertThat(sealed).matches("1\\.[0-9a-f]{8}\\.[A-Za-z0-9_-]{46}");
    assertThat(sealing.seal(name, "other")).startsWith(sealed.substring(0, 11));
    assertThat(keys(2).seal(name, "secret")).doesNotStartWith(sealed.substring(0, 11));
  }

  @Test
  void whateverBitIsChangedNothingOpens() {
    var sealed = sealing.seal(name, "secret");
    var bytes = Base64.getUrlDecoder().decode(sealed.substring(11));
    var random = new Random(3);
    for (int i = 0; i < bytes.length; i++) {
      var changed = bytes.clone();
      changed[i] ^= (byte) (1 << random.nextInt(8));
      var text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);

      assertThat(sealing.open(name, sealed.substring(0, 11) + text)).isEmpty();
    }
    assertThat(sealing.open(name, sealed.substring(0, sealed.length() - 4))).isEmpty();
    assertThat(sealing.open(name, "2" + sealed.substring(1))).isEmpty();
  }

  @Test
  void withoutAKeyThereIsNoSealing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new AesGcmSealing(SecretKeys.NONE));
  }

  private static AesGcmSealing keys(int... seeds) {
    return new AesGcmSealing(new SecretKeys(IntStream.of(seeds)
        .mapToObj(seed -> {
          var bytes = new byte[SecretKeys.BYTES];
          new Random(seed).nextBytes(bytes);
          return new Secret(Base64.getEncoder().encodeToString(bytes));
        })
        .toList()));
  }
}
