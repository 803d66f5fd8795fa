package io.openges.ports.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.openges.domain.phone.DialledNumber;
import io.openges.domain.phone.LineType;
import io.openges.domain.phone.NumberReading;
import io.openges.domain.phone.NumberReading.Possible;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownNumberPlanTest {

  private final KnownNumberPlan plan = new KnownNumberPlan();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1 (650) 253-0000",
        "16502530000",
        "6502530000",
        "650.253.0000",
        "+1 650 253 0000 x12"
      })
  void oneNumberInManyWritingsIsOneNumber(String given) {
    assertThat(read("", given))
        .isEqualTo(new Possible("+16502530000", "US", LineType.FIXED_LINE_OR_MOBILE));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 33612345678, +33612345678, FR, MOBILE",
    "'', 011441212345678, +441212345678, GB, FIXED_LINE",
    "+, 4799123456, +4799123456, NO, MOBILE",
    "'', 4799123456, +14799123456, US, FIXED_LINE_OR_MOBILE",
    "9, +4799123456, +4799123456, NO, MOBILE",
    "'', 9002345678, +19002345678, US, PREMIUM_RATE",
    "'', +33891123456, +33891123456, FR, PREMIUM_RATE",
    "'', +80012345678, +80012345678, 001, TOLL_FREE",
    "'', +15550100123, +15550100123, , UNKNOWN"
  })
  void regionAndTypeAreThoseOfTheNumberThatIsDialled(
      String prefix, String given, String e164, String region, LineType type) {
    assertThat(read(prefix, given)).isEqualTo(new Possible(e164, region, type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+1650253", "+12530000", "911", "+999123456789", "+331", "+331234567890123456789"})
  void numbersOfTheWrongLengthOrOfNobodyAreImpossible(String given) {
    assertThat(read("", given)).isInstanceOf(NumberReading.Impossible.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"abc", "+", "", " ", "1", "-", "+1+4799123456", "6502530000;phone-context=+44"})
  void textsThatAreNoNumberAreUnreadable(String given) {
    assertThat(read("", given)).isEqualTo(new NumberReading.Unreadable());
  }

  @Test
  void noTextIsThrownOn() {
    var random = new Random(7);
    var characters = "0123456789++  ()-.*#;=xXabc/~,\u0000\uD83D\uDE00\u0663\uFF0B\u2060tel:ext";
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(64); n >= 0; n--) {
        text.append(characters.charAt(random.nextInt(characters.length())));
      }
      var given = text.toString();
      var country = i % 2 == 0 ? "FR" : "QQ";
      assertThatCode(() -> plan.read(DialledNumber.of("", given, country)))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aNumberOfAPlanIsReadAsTheSameAgain() {
    var random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      var given = "+" + (1 + random.nextInt(99)) + Math.abs(random.nextLong() % 10_000_000_000L);
      var reading = read("", given);
      if (reading instanceof Possible possible && possible.type() != LineType.UNKNOWN) {
        assertThat(read("", possible.e164())).isEqualTo(reading);
        assertThat(possible.e164()).matches("\\+[1-9][0-9]{1,14}");
      }
    }
  }

  private NumberReading read(String prefix, String given) {
    return plan.read(DialledNumber.of(prefix, given, "US"));
  }
}
