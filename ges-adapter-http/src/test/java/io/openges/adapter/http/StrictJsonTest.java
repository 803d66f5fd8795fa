package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  private static final String CREATE = "/engagement/v3/callbacks/create";
  private static TestNode node;

  @BeforeAll
  static void start() {
    node = TestNode.start().withoutLimits();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | serviceName: required",
        "{\"serviceName\":null} | serviceName: required",
        "{\"serviceName\":5} | serviceName: expected a string of 1 to 255 characters",
        "{\"serviceName\":\"\"} | serviceName: expected a string of 1 to 255 characters",
        "{\"serviceName\":\"VQ\"} | phoneNumber: required",
        "+desiredTime\":\"2026-12-01T10:00:00\" | desiredTime: expected an ISO 8601 date-time with zone",
        "+desiredTime\":\"2026-02-30T10:00:00Z\" | desiredTime: expected an ISO 8601 date-time with zone",
        "+desiredTime\":1796120400000 | desiredTime: expected an ISO 8601 date-time with zone",
        "+priority\":\"5\" | priority: expected an integer of -1000000 to 1000000",
        "+priority\":1.5 | priority: expected an integer of -1000000 to 1000000",
        "+priority\":1000001 | priority: expected an integer of -1000000 to 1000000",
        "+priority\":1e999999999 | priority: expected an integer of -1000000 to 1000000",
        "+cbOfferType\":\"NOW\" | cbOfferType: expected one of ASAP, COMBINED_SCHEDULED_AND_ASAP, SCHEDULED",
        "+language\":\"en\" | language: expected a language such as en-US",
        "+offerThreshold\":-1 | offerThreshold: expected a number of 0 or more",
        "+offerTiming\":\"NOON\" | offerTiming: expected one of OFF-HOURS, ON-HOURS",
        "+alwaysCheckCapacity\":\"true\" | alwaysCheckCapacity: expected true or false",
        "+userData\":[] | userData: expected an object",
        "+pushTargets\":[] | pushTargets: expected an array of 1 to 10 objects",
        "+pushTargets\":[{\"channel\":\"FCM\"}] | pushTargets[0].target: required",
        "+pushTargets\":[{\"channel\":\"SMS\",\"target\":\"t\"}] | pushTargets[0].channel: expected one of FCM",
        "+pushTargets\":[5] | pushTargets[0]: expected an object",
        "+pushTarget\":\"t\" | pushChannel: required",
        "[] | body: expected a JSON object",
        "{\"serviceName\":\"a\",\"serviceName\":\"a\"} | serviceName: expected once",
        "+userData\":{\"a\":[0,{\"b\":{\"c\":1,\"c\":2}}]} | userData.a[1].b.c: expected once",
        "[{\"a\":1,\"a\":1}] | body[0].a: expected once",
        "+userData\":{\"a\":\"\\u0000\"} | userData.a: expected text without U+0000 and lone surrogates",
        "+userData\":{\"a\":[\"\\ud800\"]} | userData.a[0]: expected text without U+0000 and lone surrogates",
      })
  void wrongFieldsAreNamedWithWhatIsExpected(String body, String message) {
    var whole = body.startsWith("+")
        ? "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\",\"" + body.substring(1) + "}"
        : body;

    var answer = create(whole);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(501);
    assertThat(answer.message()).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"\\ud800\":1,\"\\ud800\":1}",
        "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\"} x",
        "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\"}{}",
        "{'serviceName':'VQ'}",
        "{\"serviceName\":NaN}",
        "{\"serviceName\":01}",
        "{\"a\":1,}",
        "{\"a\":99E99999999999999999}",
        "{\"a\":[1E-99999999999999999999]}",
        "\u0000\u0000",
      })
  void malformedJsonIsRefused(String body) {
    var answer = create(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(501);
    assertThat(answer.message()).startsWith("body: ").doesNotContain("serviceName");
  }

  @ParameterizedTest
  @CsvSource({"30, 200", "31, 400", "5000, 400"})
  void thirtyTwoLevelsAreDeepEnough(int arrays, int status) {
    var answer =
        create("{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\",\"userData\":{\"a\":"
            + "[".repeat(arrays) + "]".repeat(arrays) + "}}");

    assertThat(answer.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"unknown\":{\"x\":[]}",
        "\"desiredTime\":null",
        "\"desiredTime\":\"2026-12-01T10:00Z\"",
        "\"desiredTime\":\"2026-12-01T11:00:00.123456+01:00\"",
        "\"desiredTime\":\"2026-12-01T11:00:00+0100\"",
        "\"priority\":-1000000",
        "\"language\":\"en-UK\"",
        "\"channel\":\"KIOSK\"",
        "\"offerThreshold\":0.5",
        "\"userData\":{\"emoji\":\"\\ud83d\\ude00\",\"no name\":1}",
        "\"pushTargets\":[{\"channel\":\"FCM\",\"target\":\"t\"}]",
        "\"pushChannel\":\"FCM\",\"pushTarget\":\"t\"",
      })
  void whatIsRightOrUnknownIsTaken(String field) {
    assertThat(create("{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\"," + field + "}")
            .body())
        .contains("\"code\":0");
  }

  private static Http.Answer create(String body) {
    return node.external().post(CREATE, body, "x-api-key", TestNode.KEY);
  }
}
