package io.openges.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeysTest {

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @Test
  void oneKeyOrSeveralAreRead() {
    assertThat(read(KEY).bytes()).hasSize(1).allMatch(key -> key.length == SecretKeys.BYTES);
    assertThat(read(KEY + ", " + KEY).keys()).containsExactly(new Secret(KEY), new Secret(KEY));
    assertThat(ConfigLoader.load(Map.of()).config().rules().secretKeys().isEmpty())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "hiddenhidden", "aGlkZGVu", "aGlkZGVu,", ","})
  void whatIsNoKeyIsAnErrorThatDoesNotShowIt(String text) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> read(text))
        .withMessageContaining("GES_SECRET_KEY must be 32 bytes in base64")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hidden", "aGlkZGVu"));
  }

  private static SecretKeys read(String text) {
    return ConfigLoader.load(Map.of("GES_SECRET_KEY", text)).config().rules().secretKeys();
  }
}
