package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.WaitTime;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitTimeApiTest {

  private static final String PATH = "/engagement/v3/estimated-wait-time?virtual-queues=";

  private final TestNode node = TestNode.start();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void everyQueueHasAnItemWhateverIsWrongWithOthers() {
    node.waitTimes.set(TestNode.TENANT, new QueueName("VQ_FR_Sales"), WaitTime.ofSeconds(125));
    node.waitTimes.set(TestNode.TENANT, new QueueName("VQ n\u00e9"), WaitTime.NO_AGENTS);

    var answer = get("VQ_FR_Sales,VQ,VQ_X,VQ%20n%C3%A9");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.masked())
        .isEqualTo("{\"status\":{\"code\":0,\"message\":\"Successful\",\"corrId\":\"C\"},\"data\":["
            + "{\"virtualQueue\":\"VQ_FR_Sales\",\"estimatedWaitTime\":125,\"message\":\"\","
            + "\"resultCode\":0},"
            + "{\"virtualQueue\":\"VQ\",\"estimatedWaitTime\":-1,"
            + "\"message\":\"No interactions have been in the queue\",\"resultCode\":-1},"
            + "{\"virtualQueue\":\"VQ_X\",\"estimatedWaitTime\":-1,"
            + "\"message\":\"Unknown queue\",\"resultCode\":-1},"
            + "{\"virtualQueue\":\"VQ n\u00e9\",\"estimatedWaitTime\":-1,"
            + "\"message\":\"No agents are logged in\",\"resultCode\":-2}]}");
  }

  @Test
  void aSilentSourceIsNoFailureOfTheQuestion() {
    node.waitTimes.answer(false);

    assertThat(get("VQ").data().toString())
        .isEqualTo("[{\"virtualQueue\":\"VQ\",\"estimatedWaitTime\":-1,"
            + "\"message\":\"Estimated wait times are not available now\",\"resultCode\":-1}]");
  }

  @ParameterizedTest
  @CsvSource({"&mode=mode1", "&mode=mode2&include-calls-on-hold=true", "&mode=mode3", "&mode=&x=1"})
  void modesAndHoldAreTaken(String more) {
    assertThat(get("VQ" + more).status()).isEqualTo(200);
  }

  @Test
  void blanksAroundNamesDoNotCount() {
    assertThat(get("VQ,%20VQ_X%20").data().findValuesAsText("virtualQueue"))
        .containsExactly("VQ", "VQ_X");
    assertThat(get("VQ,%20").code()).isEqualTo(501);
  }

  @Test
  void aHundredQueuesAreTakenAndNoMore() {
    var hundred = IntStream.range(0, 100).mapToObj(i -> "VQ" + i).collect(Collectors.joining(","));

    assertThat(get(hundred).data()).hasSize(100);
    var more = get(hundred + ",VQ");
    assertThat(more.code()).isEqualTo(501);
    assertThat(more.message()).isEqualTo("virtual-queues: expected at most 100 names");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; virtual-queues: required",
        "a,; virtual-queues: expected names of 1 to 255 characters, separated by commas",
        ",; virtual-queues: expected names of 1 to 255 characters, separated by commas",
        "VQ&mode=MODE2; mode: expected one of mode1, mode2, mode3",
        "VQ&mode=mode4; mode: expected one of mode1, mode2, mode3",
        "VQ&include-calls-on-hold=1; include-calls-on-hold: expected true or false",
        "%00; virtual-queues: expected text without U+0000 and lone surrogates"
      })
  void wrongParametersAreNamed(String query, String message) {
    var answer = get(query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(501);
    assertThat(answer.message()).isEqualTo(message);
  }

  @Test
  void aNameThatIsTooLongIsRefused() {
    assertThat(get("x".repeat(255)).status()).isEqualTo(200);
    assertThat(get("x".repeat(256)).code()).isEqualTo(501);
  }

  @Test
  void aHundredOfTheLongestNamesFitInAQuestion() {
    var names = IntStream.range(100, 200)
        .mapToObj(i -> i + "x".repeat(252))
        .collect(Collectors.joining(","));

    assertThat(get(names).data()).hasSize(100);
    var tooLong = get(names + "&x=" + "y".repeat(8_000));
    assertThat(tooLong.status()).isEqualTo(414);
  }

  @Test
  void aKeyIsNeeded() {
    assertThat(node.external().get(PATH + "VQ").code()).isEqualTo(1103);
  }

  private Http.Answer get(String queues) {
    return node.external().get(PATH + queues, "x-api-key", TestNode.KEY);
  }
}
