package io.openges.domain.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.domain.phone.NumberJudgement.Step;
import io.openges.domain.phone.NumberPattern.Kind;
import io.openges.domain.phone.NumberReading.Possible;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NumberJudgementTest {

  private static final Possible AMERICAN =
      new Possible("+16502530000", "US", LineType.FIXED_LINE_OR_MOBILE);
  private static final Possible AMERICAN_PREMIUM =
      new Possible("+19002345678", "US", LineType.PREMIUM_RATE);
  private static final Possible BRITISH = new Possible("+441212345678", "GB", LineType.FIXED_LINE);
  private static final Possible OF_NO_REGION = new Possible("+15550100123", null, LineType.UNKNOWN);

  @Test
  void withoutARuleEveryCountryMayBeCalledButNoPremiumNumber() {
    assertThat(step(AMERICAN, null)).isEqualTo(Step.OTHERWISE);
    assertThat(step(BRITISH, null)).isEqualTo(Step.OTHERWISE);
    assertThat(step(OF_NO_REGION, null)).isEqualTo(Step.OTHERWISE);
    assertThat(step(AMERICAN_PREMIUM, null)).isEqualTo(Step.PREMIUM);
  }

  @Test
  void whatIsNoNumberIsRefusedWhateverTheRuleSays() {
    var all = rule(Set.of("US"), permit("*", true));

    assertThat(step(new NumberReading.Unreadable(), all)).isEqualTo(Step.UNREADABLE);
    assertThat(step(new NumberReading.Impossible("+1650"), all)).isEqualTo(Step.IMPOSSIBLE);
  }

  @Test
  void aRulePermitsItsCountriesOnly() {
    var us = rule(Set.of("US"));

    assertThat(step(AMERICAN, us)).isEqualTo(Step.OTHERWISE);
    assertThat(step(BRITISH, us)).isEqualTo(Step.COUNTRY);
    assertThat(step(OF_NO_REGION, us)).isEqualTo(Step.COUNTRY);
    assertThat(step(AMERICAN_PREMIUM, us)).isEqualTo(Step.PREMIUM);
    assertThat(step(AMERICAN_PREMIUM, rule(Set.of("GB")))).isEqualTo(Step.COUNTRY);
  }

  @Test
  void aBlockGoesBeforeAPermit() {
    var rule = rule(Set.of("US"), permit("+1650*", true), block("+16502530000"));

    assertThat(step(AMERICAN, rule)).isEqualTo(Step.BLOCKED);
  }

  @Test
  void aPermitLiftsThePremiumBlockInItsCountriesOnly() {
    assertThat(step(AMERICAN_PREMIUM, rule(Set.of("US"), permit("+1900*", false))))
        .isEqualTo(Step.PERMITTED);
    assertThat(step(AMERICAN_PREMIUM, rule(Set.of("GB"), permit("+1900*", false))))
        .isEqualTo(Step.COUNTRY);
    assertThat(step(AMERICAN_PREMIUM, rule(Set.of("GB"), permit("+1900*", true))))
        .isEqualTo(Step.PERMITTED);
  }

  @Test
  void aPermitThatOverridesCountriesCountsEvenAfterOneThatDoesNot() {
    var rule = rule(Set.of("US"), permit("+44*", false), permit("+44121*", true));

    var judged = NumberJudgement.of(BRITISH, rule);

    assertThat(judged.step()).isEqualTo(Step.PERMITTED);
    assertThat(judged.pattern()).isEqualTo(permit("+44121*", true));
    assertThat(judged.isAllowed()).isTrue();
  }

  @Test
  void aRuleThatCannotBeReadPermitsNothing() {
    assertThat(step(AMERICAN, NumberRule.unreadable("r"))).isEqualTo(Step.COUNTRY);
    assertThat(NumberRule.unreadable("r").isReadable()).isFalse();
  }

  @Test
  void aBlockOverridesNothing() {
    assertThatThrownBy(() -> new NumberPattern(Kind.BLOCK, new SimplePattern("1"), true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Step step(NumberReading reading, @Nullable NumberRule rule) {
    return NumberJudgement.of(reading, rule).step();
  }

  private static NumberRule rule(Set<String> countries, NumberPattern... patterns) {
    return new NumberRule("r", new TreeSet<>(countries), List.of(patterns));
  }

  private static NumberPattern permit(String pattern, boolean overrideCountry) {
    return new NumberPattern(Kind.PERMIT, new SimplePattern(pattern), overrideCountry);
  }

  private static NumberPattern block(String pattern) {
    return new NumberPattern(Kind.BLOCK, new SimplePattern(pattern), false);
  }
}
