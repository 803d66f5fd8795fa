package io.openges.app.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealedSecretTest {

  private static final String SECRET = "s3cr\u00e9t of the client";

  // Made by: printf 's3crét of the client' | openssl enc -aes-128-ecb -K <key> -base64 (xxd -p)
  @ParameterizedTest
  @CsvSource({
    "0123456789abcdef, R/dB6oeCxisrQuqFZywRI+XZfkzCcuZpIUbNynKrZbo=",
    "0123456789abcdef, 47f741ea8782c62b2b42ea85672c1123e5d97e4cc272e6692146cdca72ab65ba",
    "pass word, kgpHOaP0FJQEp23PiVNTL1Q9gel7JB0Guiqa5K1sD5w=",
    "pass word, 920a4739a3f4149404a76dcf8953532f543d81e97b241d06ba2a9ae4ad6c0f9c",
    "fedcba9876543210, rVXQcFbwyOVriA/cjeZmdvaORYTgZaCxkQgYvFJ21iY="
  })
  void whatOpensslHasSealedIsOpened(String password, String sealed) {
    assertThat(SealedSecret.open(sealed, new Secret(password))).contains(new Secret(SECRET));
    assertThat(SealedSecret.open(" " + sealed + "\n", new Secret(password)))
        .contains(new Secret(SECRET));
    assertThat(UTF_8.encode(SECRET).remaining()).isEqualTo(21);
  }

  @Test
  void anotherPasswordOpensNothing() {
    assertThat(SealedSecret.open(
            "kgpHOaP0FJQEp23PiVNTL1Q9gel7JB0Guiqa5K1sD5w=", new Secret("password")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"plain secret", "abc", "''", "00", "AAAA", "0123456789abcdef0123456789abcdef"})
  void whatIsNotSealedIsNotOpened(String sealed) {
    assertThat(SealedSecret.open(sealed, new Secret("pass word"))).isEmpty();
  }
}
