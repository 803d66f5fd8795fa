package io.openges.domain.phone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialledNumberTest {

  @ParameterizedTest
  @CsvSource({
    "'', +47 99 12 34 56, true, +47 99 12 34 56",
    "+, 4799123456, true, +4799123456",
    "+, +4799123456, true, +4799123456",
    "+, \uFF0B4799123456, true, +4799123456",
    "+1, 6502530000, true, +16502530000",
    "9, +4799123456, true, +4799123456",
    "9+, 4799123456, true, +4799123456",
    "'', 6502530000, false, 6502530000",
    "'', ' 6502530000 ', false, 6502530000",
    "011, 4799123456, false, 0114799123456",
    "+1, +4799123456, true, +1+4799123456",
    "'', '', false, ''"
  })
  void isWhatThePrefixAndTheNumberMakeTogether(
      String prefix, String number, boolean isInternational, String text) {
    assertThat(DialledNumber.of(prefix, number, "US"))
        .isEqualTo(new DialledNumber(text, isInternational, "US"));
  }

  @Test
  void numbersAreNotShown() {
    assertThat(DialledNumber.of("", "+33612345678", "FR").toString()).doesNotContain("6123");
    assertThat(new NumberReading.Possible("+33612345678", "FR", LineType.MOBILE).toString())
        .isEqualTo("Possible[FR, MOBILE]");
    assertThat(new NumberReading.Impossible("+3361").toString()).isEqualTo("Impossible");
  }
}
