package io.openges.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleNameTest {

  private static final String LONGEST = "x".repeat(RuleName.MAX_LENGTH);

  @ParameterizedTest
  @ValueSource(strings = {" ", "\t\u2003"})
  void blanksCanBeStoredButNotGiven(String blank) {
    assertThat(RuleName.isValid(blank)).isFalse();
    assertThat(RuleName.isStorable(blank)).isTrue();
    assertThat(RuleName.checked(blank)).isEqualTo(blank);
  }

  @Test
  void noNameIsEmptyOrTooLong() {
    for (var wrong : List.of("", LONGEST + "x")) {
      assertThat(RuleName.isValid(wrong)).isFalse();
      assertThat(RuleName.isStorable(wrong)).isFalse();
      assertThatIllegalArgumentException().isThrownBy(() -> RuleName.checked(wrong));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", " a", "Öffnung 1/2"})
  void anythingElseIsOneUpToItsLength(String name) {
    assertThat(RuleName.checked(name)).isEqualTo(name);
    assertThat(RuleName.isValid(LONGEST)).isTrue();
    assertThat(RuleName.isValid(LONGEST + name)).isFalse();
    assertThat(RuleName.EXPECTED).contains("1 to 64");
  }
}
