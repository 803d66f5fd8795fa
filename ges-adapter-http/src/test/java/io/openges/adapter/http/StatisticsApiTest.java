package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.driven.statistics.Statistics.Figures;
import io.openges.ports.driven.statistics.Statistics.Refused;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsApiTest {

  private static final String PATH = "/engagement/v3/statistics/operations/get-statistic-ex";
  private static final String QUESTION =
      "{\"statistics\":[{\"name\":\"s1\",\"objectId\":\"VQ_FR_Sales\",\"objectType\":\"Queue\","
          + "\"statisticId\":\"CurrentCalls\",\"new\":[1.50]}],\"x\":null}";

  private final TestNode node = TestNode.start();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void figuresArePassedOnAsTheyAre() {
    say("{\"statistics\":[{\"name\":\"s1\",\"value\":1.50,\"note\":\"é\"}]}");

    assertThat(ask(QUESTION).masked())
        .isEqualTo("{\"status\":{\"code\":0,\"message\":\"Successful\",\"corrId\":\"C\"},"
            + "\"data\":{\"statistics\":[{\"name\":\"s1\",\"value\":1.50,\"note\":\"é\"}]}}");
  }

  @Test
  void spacesMakeNoOtherQuestion() {
    say("{\"n\":1}");
    ask(QUESTION);
    say("{\"n\":2}");

    assertThat(ask(QUESTION.replace(":", " : \n")).data().path("n").intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; 15; 1",
        "''; 16; 2",
        "max-age=5; 15; 1",
        "max-age=5; 16; 2",
        "no-store, Max-Age=60 ; 60; 1",
        "max-age=60, private; 61; 2",
        "max-age=999999999; 300; 1",
        "max-age=999999999; 301; 2",
        "max-age=9999999999; 16; 2",
        "s-max-age=60; 16; 2",
        "max-age=-1; 16; 2"
      })
  void theCallerSaysHowOldAnAnswerMayBe(String cacheControl, int age, int expected) {
    say("{\"n\":1}");
    ask(QUESTION);
    say("{\"n\":2}");
    node.time.advance(Duration.ofSeconds(age));

    var answer = cacheControl.isEmpty()
        ? ask(QUESTION)
        : post(QUESTION, "x-api-key", TestNode.KEY, "Cache-Control", cacheControl);

    assertThat(answer.data().path("n").intValue()).isEqualTo(expected);
  }

  @Test
  void credentialsAreNeeded() {
    var missing = ask(QUESTION);
    assertThat(missing.status()).isEqualTo(401);
    assertThat(missing.code()).isEqualTo(7150);

    node.statistics.register(TestNode.TENANT, false);
    var refused = ask(QUESTION);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.code()).isEqualTo(7151);
    assertThat(post(QUESTION).code()).isEqualTo(1103);
  }

  @Test
  void aRefusalIsToldInItsOwnWords() {
    node.statistics.register(TestNode.TENANT, true);
    var silent = ask(QUESTION);
    assertThat(silent.status()).isEqualTo(400);
    assertThat(silent.code()).isEqualTo(7152);
    assertThat(silent.message()).isEqualTo("GWS refused the statistics request");

    node.statistics.say(QUESTION, new Refused("no such queue"));
    assertThat(ask(QUESTION).message()).isEqualTo("no such queue");
  }

  @Test
  void whileNobodyAnswersAYoungAnswerServes() {
    say("{\"n\":1}");
    ask(QUESTION);
    node.statistics.answer(false);

    node.time.advance(Duration.ofSeconds(10));
    assertThat(ask(QUESTION).status()).isEqualTo(200);
    node.time.advance(Duration.ofSeconds(6));
    var down = ask(QUESTION);
    assertThat(down.status()).isEqualTo(503);
    assertThat(down.code()).isEqualTo(7190);
    assertThat(down.header("Retry-After")).isEqualTo("5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"statistics\":null}",
        "{\"statistics\":{}}",
        "{\"statistics\":[]}",
        "{\"statistics\":[1]}",
        "{\"statistics\":[{\"name\":1}]}",
        "{\"statistics\":[{\"objectId\":\"\"}]}",
        "[]",
        ""
      })
  void whatIsNoQuestionIsRefusedHere(String body) {
    node.statistics.register(TestNode.TENANT, true);

    assertThat(ask(body).code()).isEqualTo(501);
  }

  private void say(String json) {
    node.statistics.register(TestNode.TENANT, true);
    node.statistics.say(QUESTION, new Figures(json));
  }

  private Http.Answer ask(String body) {
    return post(body, "x-api-key", TestNode.KEY);
  }

  private Http.Answer post(String body, String... headers) {
    return node.external().post(PATH, body, headers);
  }
}
