package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallInApiTest {

  private static final String CREATE = "/engagement/v3/call-in/requests/create";
  private static final String TENANT = "/ges/v1/tenants/" + TestNode.CCID;
  private static final String GROUPS = TENANT + "/call-in-groups";
  private static final String MATCH = TENANT + "/call-ins/match";
  private static final String NUMBER = "+18005550100";
  private static final String SMALLEST = "{\"numbers\":[\"" + NUMBER + "\"]}";
  private static final String WITHOUT_CODES =
      "{\"numbers\":[\"" + NUMBER + "\"],\"generateAccessCode\":false}";

  private final TestNode node = TestNode.start();
  private final Http http = node.internal();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aCustomerIsToldWhatToCallAndWhatToTypeIn() {
    define("VIP", SMALLEST);

    var created = create("{\"groupName\":\"VIP\",\"userData\":{\"a\":1,\"not-a-name\":2}}");

    assertThat(created.masked())
        .isEqualTo("{\"status\":{\"code\":0,\"message\":\"Successful\",\"corrId\":\"C\"},"
            + "\"data\":{\"id\":\"00000000-0000-4001-8000-000000000001\","
            + "\"toPhoneNumber\":\"+18005550100\",\"groupName\":\"VIP\","
            + "\"expirationTime\":" + TestNode.NOW.plusSeconds(300).toEpochMilli()
            + ",\"accessCode\":100000}}");
    var matched = match("{\"dnis\":\"18005550100\",\"accessCode\":100000,\"callUuid\":\"c\"}");
    assertThat(matched.data().toString())
        .isEqualTo("{\"id\":\"00000000-0000-4001-8000-000000000001\",\"groupName\":\"VIP\","
            + "\"userData\":{\"a\":1}}");
  }

  @Test
  void whatWasSentIsRepeated() {
    define("VIP", WITHOUT_CODES);
    http.post(
        "/engagement/v3/callbacks/create",
        "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\"}",
        "ccid",
        TestNode.CCID);
    var id = "00000000-0000-4000-8000-000000000001";

    var created = create("{\"groupName\":\"VIP\",\"fromPhoneNumber\":\"(650) 253-0000\","
        + "\"callbackServiceId\":\"" + id + "\"}");

    assertThat(created.data().path("fromPhoneNumber").asText()).isEqualTo("(650) 253-0000");
    assertThat(created.data().path("callbackServiceId").asText()).isEqualTo(id);
    assertThat(created.data().has("accessCode")).isFalse();
    var call = "{\"dnis\":\"" + NUMBER + "\",\"ani\":\"+16502530000\",\"callUuid\":\"c\"}";
    var matched = match(call);
    assertThat(matched.data().path("callbackServiceId").asText()).isEqualTo(id);
    assertThat(matched.data().path("fromPhoneNumber").asText()).isEqualTo("(650) 253-0000");
    assertThat(match(call).data()).isEqualTo(matched.data());
    assertThat(match(call.replace("\"c\"", "\"d\"")).code()).isEqualTo(7143);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"groupName\":\"none\"} | 400 | 7140",
        "{\"groupName\":\"VIP\",\"fromPhoneNumber\":\"hello\"} | 400 | 7030",
        "{\"groupName\":\"VIP\",\"callbackServiceId\":\"x\"} | 400 | 7142",
        "{\"groupName\":\"VIP\",\"userData\":1} | 400 | 501",
        "{} | 400 | 501"
      })
  void whatIsWrongIsTold(String body, int status, int code) {
    define("VIP", SMALLEST);

    var refused = create(body);

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"%20, 7183, name", "%20%09, 7183, name", "65, 7183, name", "300, 501, group"})
  void namesOfGroupsHaveTheRuleOfAllNames(String name, int code, String field) {
    var segment = name.startsWith("%") ? name : "a".repeat(Integer.parseInt(name));

    var refused = http.send("PUT", GROUPS + "/" + segment, SMALLEST);

    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.body()).contains(code == 501 ? field + ": " : "\"path\":\"" + field + "\"");
    define("a".repeat(64), SMALLEST);
  }

  @Test
  void whoFindsNoNumberIsToldWhenToComeAgain() {
    define("ONE", WITHOUT_CODES);
    assertThat(create("{\"groupName\":\"ONE\"}").status()).isEqualTo(200);
    node.time.advance(Duration.ofMillis(1));

    var refused = create("{\"groupName\":\"ONE\"}");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo(7141);
    assertThat(refused.header("Retry-After")).isEqualTo("300");
  }

  @Test
  void wrongCodesAreAnsweredWithNothingElseThanThatNobodyWasExpected() {
    define("VIP", SMALLEST);
    create("{\"groupName\":\"VIP\"}");
    for (int i = 0; i < 10; i++) {
      var wrong =
          match("{\"dnis\":\"" + NUMBER + "\",\"accessCode\":1,\"callUuid\":\"" + i + "\"}");
      assertThat(wrong.status()).isEqualTo(404);
      assertThat(wrong.code()).isEqualTo(7143);
    }

    var right = "{\"dnis\":\"" + NUMBER + "\",\"accessCode\":100000,\"callUuid\":\"c\"}";
    assertThat(match(right).code()).isEqualTo(7143);
    create("{\"groupName\":\"VIP\"}");
    node.time.advance(Duration.ofMinutes(10));
    assertThat(match(right).code()).as("expired meanwhile").isEqualTo(7143);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"callUuid\":\"c\"}",
        "{\"dnis\":\"1\"}",
        "{\"dnis\":\"1\",\"callUuid\":\"c\",\"accessCode\":\"1\"}"
      })
  void aCallHasANumberAndAName(String body) {
    assertThat(match(body).code()).isEqualTo(501);
  }

  @Test
  void groupsAreMadeReadChangedAndRemoved() {
    var group = "{\"name\":\"VIP\",\"numbers\":[\"+18005550100\"],\"expirySeconds\":300,"
        + "\"generateAccessCode\":true,\"accessCodeLength\":6}";
    var made = http.send("PUT", GROUPS + "/VIP", SMALLEST);
    assertThat(made.data().toString()).isEqualTo(group);
    assertThat(made.header("ETag")).isEqualTo("\"1\"");
    assertThat(http.get(GROUPS + "/VIP").data().toString()).isEqualTo(group);
    assertThat(http.get(GROUPS).data().toString())
        .isEqualTo("{\"version\":1,\"items\":[" + group + "]}");

    var stale = http.send("PUT", GROUPS + "/VIP", SMALLEST, "If-Match", "\"0\"");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.code()).isEqualTo(7182);
    var wrong = http.send("PUT", GROUPS + "/VIP", "{\"numbers\":[\"1\"],\"expirySeconds\":1}");
    assertThat(wrong.code()).isEqualTo(7183);
    assertThat(wrong.data().path("errors").findValuesAsText("path"))
        .containsExactly("numbers[0]", "expirySeconds");

    assertThat(http.send("DELETE", GROUPS + "/VIP", null).data().toString())
        .isEqualTo("{\"name\":\"VIP\"}");
    assertThat(http.send("DELETE", GROUPS + "/VIP", null).status()).isEqualTo(404);
    assertThat(http.get(GROUPS + "/VIP").code()).isEqualTo(7170);
  }

  @Test
  void theExternalListenerOnlyTakesRequests() {
    define("VIP", SMALLEST);
    var body = "{\"groupName\":\"VIP\"}";

    assertThat(node.external().post(CREATE, body, "x-api-key", TestNode.KEY).status())
        .isEqualTo(200);
    assertThat(
            node.external().post(CREATE, body, "x-api-key", TestNode.OTHER_KEY).code())
        .isEqualTo(7140);
    assertThat(node.external().get(GROUPS).code()).isEqualTo(7170);
    assertThat(node.external().post(MATCH, "{}").code()).isEqualTo(7170);
  }

  private void define(String group, String body) {
    assertThat(http.send("PUT", GROUPS + "/" + group, body).status()).isEqualTo(200);
  }

  private Http.Answer create(String body) {
    return http.post(CREATE, body, "ccid", TestNode.CCID);
  }

  private Http.Answer match(String body) {
    return http.post(MATCH, body);
  }
}
