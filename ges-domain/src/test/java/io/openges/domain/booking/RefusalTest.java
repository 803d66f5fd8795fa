package io.openges.domain.booking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {

  @ParameterizedTest
  @CsvSource({
    "4, true, false",
    "11, true, false",
    "12, false, true",
    "13, false, true",
    "14, false, false"
  })
  void checksTwelveAndThirteenAreThoseOfLimits(int check, boolean isBefore, boolean isLimit) {
    var refusal = Refusal.of(check, ReasonCode.DUPLICATE);

    assertThat(refusal.isBeforeLimits()).isEqualTo(isBefore);
    assertThat(refusal.isLimit()).isEqualTo(isLimit);
  }
}
