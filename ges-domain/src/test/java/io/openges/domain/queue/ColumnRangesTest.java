package io.openges.domain.queue;

import static io.openges.domain.queue.Publications.errors;
import static io.openges.domain.queue.Publications.list;
import static io.openges.domain.queue.Publications.queue;
import static io.openges.domain.queue.Publications.row;
import static io.openges.domain.queue.Publications.smallest;
import static io.openges.domain.queue.Publications.with;
import static io.openges.domain.queue.Publications.withColumn;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.queue.SettingsTable.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Specification 10.2, column "Validation". */
class ColumnRangesTest {

  @ParameterizedTest
  @CsvSource({
    "maxCallbacksPerSlot, 0, 10000",
    "callbackTtlSeconds, 60, 1209600",
    "minLeadTimeSeconds, 0, 604800",
    "immediateBlackoutMinutes, 0, 720",
    "throttleNumberLimit, 0, 10000",
    "throttleNumberWindowSeconds, 60, 604800",
    "throttleServiceLimit1, 0, 1000000",
    "throttleServiceWindow1Seconds, 10, 86400",
    "throttleServiceLimit2, 0, 1000000",
    "throttleServiceWindow2Seconds, 10, 86400",
    "maxQueuedImmediate, 0, 1000000",
    "maxDialAttempts, 1, 20",
    "dialRetrySeconds, 10, 86400",
    "snoozeSeconds, 10, 86400",
    "cpdTimeoutMs, 1000, 60000",
    "pushNotificationThresholdMinutes, 1, 1440",
    "pushOfferSeconds, 30, 3600"
  })
  void integersAreAllowedFromLeastToMost(String column, int least, int most) {
    accepts(column, least, most);
    refuses(column, "expected an integer from " + least + " to " + most, least - 1, most + 1);
    refuses(column, "expected an integer", "x", String.valueOf(least), true, 1.5, list(), Map.of());
  }

  @ParameterizedTest
  @MethodSource("flags")
  void flagsAreTrueOrFalse(String column) {
    accepts(column, true, false);
    refuses(column, "expected true or false", "true", "", 1, 0, list());
  }

  static Stream<String> flags() {
    return Stream.of(
        "immediateCallbackEnabled",
        "scheduledCallbackEnabled",
        "immediateForecastCheck",
        "requireLoggedInAgents",
        "rejectOutOfHours",
        "callProgressDetection");
  }

  @Test
  void choicesAreWordsOfTheTable() {
    choices("callDirection", "USERTERMINATED", "USERORIGINATED");
    choices("afterHoursPolicy", "HOLD", "SUBMIT", "COMPLETE");
    choices("duplicateCheck", "off", "standard", "strict");
    choices("captchaRequired", "inherit", "yes", "no");
    choices("ewtMode", "mode1", "mode2", "mode3");
  }

  @ParameterizedTest
  @CsvSource({
    "callbackApplication, 1, 255",
    "applicationStream, 1, 64",
    "routingPoint, 1, 255",
    "surveyRoutingPoint, 0, 255",
    "callDisplayNumber, 0, 64",
    "callDisplayName, 0, 64"
  })
  void textsHaveTheirLengths(String column, int shortest, int longest) {
    accepts(column, "x".repeat(shortest), "é ".repeat(longest / 2), "x".repeat(longest));
    refuses(column, "expected a text of ", "x".repeat(longest + 1), 1, true, list());
    if (shortest > 0) {
      refuses(column, "expected a text of 1 to " + longest, "");
    }
  }

  @Test
  void slotsHaveOneOfSevenLengths() {
    accepts("timeSlotMinutes", 5, 10, 15, 20, 30, 60, 120);
    refuses("timeSlotMinutes", "expected one of 5, 10, 15, 20, 30, 60, 120", 0, 1, 7, 45, 90, 240);
  }

  @Test
  void wholeNumbersMayComeInAnyNumericType() {
    var numbers =
        List.<Number>of(30, 30L, 30.0, 30f, new BigDecimal("3E1"), BigInteger.valueOf(30));
    for (var number : numbers) {
      assertThat(queue(withColumn("timeSlotMinutes", number)).offering().slots().timeSlotMinutes())
          .isEqualTo(30);
    }
    refuses("timeSlotMinutes", "expected", 1L << 40, Double.NaN, Double.POSITIVE_INFINITY, 1e300);
  }

  @Test
  void dialPrefixesAreDialledCharacters() {
    accepts("dialPrefix", "", "+", "0", "*#9", "+0123456789*#123");
    refuses("dialPrefix", "expected a text that matches", "+01234567890*#123", "a", " ", "0-", "٣");
  }

  @Test
  void countriesAreRegionsWithTelephoneNumbers() {
    accepts("defaultCountry", "FR", "US", "GB", "XK", "RU", "SJ");
    refuses("defaultCountry", "expected a known region", "fr", "FRA", "", "UK", "EU", "ZZ", "001");
  }

  @Test
  void throttleParametersAreUpToFiveKnownSources() {
    accepts(
        "throttleParameters",
        list(),
        list("phoneNumber"),
        list("phoneNumber", "userData.a", "userData.b c", "header.X-Id", "header.User-Agent"));
    refuses(
        "throttleParameters",
        "expected a list of at most 5 entries, each phoneNumber, userData.<key> or header.<Name>",
        "phoneNumber",
        list("phone"),
        list("userData."),
        list("header.a b"),
        list(1),
        list("phoneNumber", "userData.a", "userData.b", "userData.c", "userData.d", "userData.e"));
  }

  @Test
  void overridableOptionsAreSomeOfThree() {
    accepts(
        "overridableOptions", list(), list("surveyRP"), list("priority", "routePoint", "surveyRP"));
    refuses("overridableOptions", "each one of priority, routePoint, surveyRP", list("other"), "x");
  }

  @Test
  void requiredColumnsAreMissed() {
    var content = with(smallest(), "queues/VQ", Map.of("unknown", 1));

    assertThat(errors(content))
        .extracting(Problem::path)
        .containsExactlyInAnyOrder(
            "queues.VQ.callbackApplication",
            "queues.VQ.applicationStream",
            "queues.VQ.businessHours",
            "queues.VQ.routingPoint");
    assertThat(errors(content))
        .allSatisfy(problem -> assertThat(problem.message()).contains("expected a text"));
  }

  @Test
  void aQueueThatCustomersCallNeedsNoRoutingPoint() {
    var row = row("bh");
    row.remove("routingPoint");
    row.put("callDirection", "USERORIGINATED");

    assertThat(queue(with(smallest(), "queues/VQ", row)).dialling().routingPoint())
        .isEmpty();
  }

  @Test
  void aDirectionThatCannotBeReadRaisesNoSecondProblem() {
    var row = row("bh");
    row.remove("routingPoint");
    row.put("callDirection", "BOTH");

    assertThat(errors(with(smallest(), "queues/VQ", row)))
        .extracting(Problem::path)
        .containsExactly("queues.VQ.callDirection");
  }

  private static void choices(String column, Object... words) {
    accepts(column, words);
    refuses(column, "expected one of " + words[0] + ", " + words[1], "", "other", 1, true);
    refuses(column, "expected", words[0] + " ", "Hold", "OFF", "Yes", "MODE1", "userterminated");
  }

  private static void accepts(String column, Object... values) {
    for (var value : values) {
      assertThat(errors(withColumn(column, value))).as("%s = %s", column, value).isEmpty();
    }
  }

  private static void refuses(String column, String message, Object... values) {
    for (var value : values) {
      var errors = errors(withColumn(column, value));
      assertThat(errors).as("%s = %s", column, value).hasSize(1);
      assertThat(errors.get(0).path()).isEqualTo("queues.VQ." + column);
      assertThat(errors.get(0).message()).contains(message);
    }
  }
}
