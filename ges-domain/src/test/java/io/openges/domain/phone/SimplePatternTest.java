package io.openges.domain.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimplePatternTest {

  @ParameterizedTest
  @CsvSource({
    "+1900*, +19002345678, true",
    "1900*, +19002345678, true",
    "900*, +19002345678, false",
    "+1900, +19002345678, false",
    "+1???2345678, +19002345678, true",
    "+1??2345678, +19002345678, false",
    "*, +19002345678, true",
    "+*, +19002345678, true",
    "*5678, +19002345678, true",
    "*9*3*8, +19002345678, true",
    "?9002345678, +19002345678, true",
    "+19002345678*, +19002345678, true",
    "?1*, +19002345678, false"
  })
  void starsAreAnyDigitsAndQuestionMarksAreOne(String pattern, String e164, boolean matches) {
    assertThat(new SimplePattern(pattern).matches(e164)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+", "1+2", "++1", "1 2", "a", "-1", "[1]", "٣", "+1.*"})
  void otherCharactersMakeNoPattern(String text) {
    assertThat(SimplePattern.of(text)).isEmpty();
  }

  @Test
  void aPatternHasAtMost64Characters() {
    assertThat(SimplePattern.of("1".repeat(64))).isPresent();
    assertThat(SimplePattern.of("1".repeat(65))).isEmpty();
  }

  @Test
  void matchesWhatARegularExpressionOfTheSameMeaningMatches() {
    var random = new Random(3);
    for (int i = 0; i < 50_000; i++) {
      var text = (random.nextBoolean() ? "+" : "") + draw(random, "12*?", 1 + random.nextInt(7));
      var e164 = "+" + draw(random, "12", 1 + random.nextInt(8));
      var same = Pattern.compile((text.startsWith("+") ? "" : "\\+")
          + text.replace("+", "\\+").replace("*", "[0-9]*").replace("?", "[0-9]"));

      assertThat(new SimplePattern(text).matches(e164))
          .as("%s %s", text, e164)
          .isEqualTo(same.matcher(e164).matches());
    }
  }

  private static String draw(Random random, String characters, int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }
}
