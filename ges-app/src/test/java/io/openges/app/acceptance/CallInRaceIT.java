package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.NoSecondChance;
import io.openges.app.installation.Tenant;
import io.openges.ports.testing.Race;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Thirty-two clients of two nodes who all want the same number, or the same call, at once. On a
 * machine so busy that a node answers 503 everybody asks again, and what was lost may have been
 * theirs: a number that nobody has, or a wrong code that counts twice.
 */
@NoSecondChance
class CallInRaceIT {

  private static final int CLIENTS = 32;
  private static final int ROUNDS = 20;
  private static final int WRONG = 1;

  private static Installation ges;

  private final AtomicInteger lost = new AtomicInteger();

  @BeforeAll
  static void start() {
    ges = Installation.shared();
  }

  @Test
  void exactlyOneGetsANumberForItself() throws InterruptedException {
    var tenant = ges.tenant();
    for (int round = 0; round < ROUNDS; round++) {
      define(tenant, "OWN-" + round, withoutCodes(line(round)));
    }

    var rounds = new Race(CLIENTS, ROUNDS)
        .run((caller, round) -> create(at(tenant, caller), Map.of("groupName", "OWN-" + round)));

    assertThat(rounds).allSatisfy(answers -> {
      assertThat(answers).extracting(Answer::outcome).containsOnly("200 0", "429 7141");
      assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSizeBetween(least(), 1);
    });
  }

  @Test
  void nobodyGetsTheCodeOfAnother() throws InterruptedException {
    var tenant = ges.tenant();
    define(tenant, "CODES", Map.of("numbers", List.of(line(0)), "accessCodeLength", 5));

    var codes = new Race(CLIENTS, 5)
        .run((caller, round) -> create(at(tenant, caller), Map.of("groupName", "CODES"))).stream()
            .flatMap(List::stream)
            .map(answer -> code(ok(answer)))
            .toList();

    assertThat(codes).hasSize(CLIENTS * 5).doesNotHaveDuplicates();
    assertThat(codes).allSatisfy(code -> assertThat(code).isBetween(10_000, 99_999));
  }

  @Test
  void oneCallGetsWhatACodeStandsFor() throws InterruptedException {
    var tenant = ges.tenant();
    var lines = IntStream.range(0, ROUNDS).mapToObj(CallInRaceIT::line).toList();
    define(tenant, "CODES", Map.of("numbers", lines));
    // as many numbers as requests, so each has its own: wrong codes do not reach the next round
    var expected = IntStream.range(0, ROUNDS)
        .mapToObj(round -> ok(create(tenant, Map.of("groupName", "CODES"))))
        .toList();

    var rounds = new Race(CLIENTS, ROUNDS).run((caller, round) -> {
      var request = expected.get(round);
      return match(at(tenant, caller), dialled(request), code(request), round + "-" + caller);
    });

    assertThat(rounds).allSatisfy(answers -> {
      assertThat(answers).extracting(Answer::outcome).containsOnly("200 0", "404 7143");
      assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSizeBetween(least(), 1);
    });
  }

  @Test
  void theSameCallGetsTheSameAnswerOnEveryNode() throws InterruptedException {
    var tenant = ges.tenant();
    define(tenant, "CALLERS", withoutCodes(line(0)));
    for (int round = 0; round < ROUNDS; round++) {
      ok(create(tenant, Map.of("groupName", "CALLERS", "fromPhoneNumber", Tenant.number(round))));
    }

    var rounds = new Race(CLIENTS, ROUNDS).run((caller, round) -> {
      var call = Map.of(
          "dnis", line(0), "ani", Tenant.number(round), "callUuid", round + "-" + caller / 2);
      return match(at(tenant, caller), call);
    });

    assertThat(rounds).allSatisfy(answers -> {
      assertThat(answers).extracting(Answer::outcome).containsOnly("200 0", "404 7143");
      assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(2);
      assertThat(answers.stream()
              .filter(one -> one.status() == 200)
              .map(Answer::id)
              .distinct())
          .hasSize(1);
    });
  }

  @Test
  void whoTriesCodesOnAllNodesAtOnceGetsNoMoreTries() throws InterruptedException {
    var tenant = ges.tenant();
    define(tenant, "CODES", Map.of("numbers", List.of(line(0), line(1))));
    var guessed = ok(create(tenant, Map.of("groupName", "CODES")));
    var other = ok(create(tenant, Map.of("groupName", "CODES")));
    for (int i = 0; i < 9; i++) {
      assertThat(match(at(tenant, i), dialled(other), WRONG, "wrong " + i).outcome())
          .isEqualTo("404 7143");
    }
    var right = match(tenant, dialled(other), code(other), "right");
    if (lost.get() == 0) {
      // else the ninth may have counted as the tenth
      assertThat(right.outcome()).isEqualTo("200 0");
    }

    var guesses = new Race(CLIENTS, 1)
        .run((caller, round) ->
            match(at(tenant, caller), dialled(guessed), WRONG + caller, "guess " + caller))
        .get(0);

    assertThat(guesses).extracting(Answer::outcome).containsOnly("404 7143");
    assertThat(match(tenant, dialled(guessed), code(guessed), "late").outcome())
        .isEqualTo("404 7143");
  }

  @Test
  void aCallerWhoGuessesIsKnownAtEveryNumber() {
    var tenant = ges.tenant();
    define(tenant, "CODES", Map.of("numbers", List.of(line(0))));
    var expected = ok(create(tenant, Map.of("groupName", "CODES")));
    for (int i = 1; i <= 10; i++) {
      assertThat(from(tenant, line(i), WRONG, "wrong " + i).outcome()).isEqualTo("404 7143");
    }

    assertThat(from(tenant, line(0), code(expected), "right").outcome()).isEqualTo("404 7143");
    assertThat(match(tenant, line(0), code(expected), "another").outcome()).isEqualTo("200 0");
  }

  private Answer patiently(Supplier<Answer> question) {
    return Eventually.find("an answer", () -> {
      var answer = question.get();
      if (answer.status() == 503) {
        lost.incrementAndGet();
        return Optional.empty();
      }
      return Optional.of(answer);
    });
  }

  private int least() {
    return lost.get() == 0 ? 1 : 0;
  }

  private Answer from(Tenant tenant, String dialled, int code, String call) {
    return match(
        tenant,
        Map.of("dnis", dialled, "ani", Tenant.number(0), "accessCode", code, "callUuid", call));
  }

  private static Map<String, Object> withoutCodes(String line) {
    return Map.of("numbers", List.of(line), "generateAccessCode", false);
  }

  private static String line(int n) {
    return "+180055502" + (10 + n);
  }

  private static String dialled(Answer request) {
    return request.data().path("toPhoneNumber").asText();
  }

  private static int code(Answer request) {
    return request.data().path("accessCode").asInt();
  }

  private void define(Tenant tenant, String group, Map<String, ?> body) {
    ok(patiently(() -> Http.send("PUT", tenant.internal("call-in-groups/" + group), body)));
  }

  private Answer create(Tenant tenant, Map<String, ?> body) {
    var uri = tenant.engagement("call-in/requests/create");
    return patiently(() -> Http.post(uri, body, "x-api-key", tenant.apiKey()));
  }

  private Answer match(Tenant tenant, String dialled, int code, String call) {
    return match(tenant, Map.of("dnis", dialled, "accessCode", code, "callUuid", call));
  }

  private Answer match(Tenant tenant, Map<String, ?> call) {
    return patiently(() -> Http.post(tenant.internal("call-ins/match"), call));
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.outcome()).as(answer.text()).isEqualTo("200 0");
    return answer;
  }

  private static Tenant at(Tenant tenant, int caller) {
    return tenant.at(ges.node(caller % 2));
  }
}
