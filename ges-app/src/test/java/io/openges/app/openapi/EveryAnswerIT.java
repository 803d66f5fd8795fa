package io.openges.app.openapi;

import com.fasterxml.jackson.databind.node.IntNode;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.GenesysServices;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Tenant;
import io.openges.app.neighbours.google.SimulatedGoogle;
import io.openges.app.openapi.Operations.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Asks every operation of both documents so that it gives each answer they say it has: what comes
 * is what is documented, no more and no less. What has nothing to do with what an operation is for
 * is seen elsewhere.
 */
class EveryAnswerIT {

  private static final String KEY = "Idempotency-Key";
  private static final String NOBODY = "00000000-0000-4000-8000-00000000dead";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> LIGHTS = List.of("/ges/v1/health/live", "/ges/v1/health/ready");

  private static GenesysServices genesys;
  private static SimulatedGoogle google;
  private static Installation ges;
  private static Tenant tenant;

  @BeforeAll
  static void start() {
    genesys = new GenesysServices();
    google = SimulatedGoogle.start();
    var environment = new HashMap<>(genesys.environment());
    environment.put("GES_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    environment.put("GES_FCM_URL", google.uri().toString());
    environment.put("GES_GOOGLE_TOKEN_URL", google.uri() + "token");
    ges = Installation.ofNodes(1, environment);
    tenant = ges.tenant(Questions.publication());
  }

  @AfterAll
  static void stop() {
    ges.close();
    google.close();
    genesys.close();
  }

  @Test
  void whatIsAskedWellIsAnsweredWell() {
    var seen = new Seen("200", "302");

    forEach(seen, (questions, operation) -> ask(seen, () -> questions.to(operation)));

    seen.isAllThatIsDocumented();
  }

  @Test
  void whatWasBasedOnAnotherVersionIsRefused() {
    var seen = new Seen("412");

    forEach(seen, (questions, operation) -> ask(seen, () -> stale(questions.to(operation))));

    seen.isAllThatIsDocumented();
  }

  private static Question stale(Question question) {
    return question.operation().takes("If-Match")
        ? question.withHeader("If-Match", "\"999\"")
        : question.with("ifVersion", new IntNode(999));
  }

  @Test
  void aKeyThatWasUsedIsNoOtherRequests() {
    var seen = new Seen("422");

    forEach(seen, (questions, operation) -> {
      var first = questions.to(operation).withHeader(KEY, "used-by-" + seen.count());
      ask(seen, () -> first);
      ask(seen, () -> first.with("priority", new IntNode(1)));
    });

    seen.isAllThatIsDocumented();
  }

  @Test
  void whatHasEndedIsLeftAloneAndTwinsOfWhatIsUnderWayAreSentAway() {
    var seen = new Seen("409");
    var twins = new ArrayList<Question>();

    forEach(seen, (questions, operation) -> {
      var question = questions.to(operation);
      if (operation.takes(KEY)) {
        twins.add(question.withHeader(KEY, underWay(twins.size())));
      } else {
        Eventually.holds("it ends", () -> tenant.cancel(question.callback()).status() == 200);
        ask(seen, () -> question);
      }
    });
    try (var firsts = new KeysInUse(ges.servers().postgres())) {
      for (int number = 0; number < twins.size(); number++) {
        firsts.add(tenant, underWay(number));
      }
      // one after the other: those that are committed together wait for each other, too
      twins.forEach(twin -> askUntil(409, seen, () -> twin));
    }

    seen.isAllThatIsDocumented();
  }

  private static String underWay(int number) {
    return "under-way-" + number;
  }

  @Test
  void whoWantsTooMuchIsHeldOff() {
    var seen = new Seen("429");

    forEach(seen, (questions, operation) -> {
      if (operation.path().startsWith("/engagement/")) {
        var stranger = questions.to(operation).instead(tenant.apiKey(), NOBODY);
        askUntil(429, seen, () -> stranger);
      } else {
        var question = questions.to(operation);
        ask(seen, () -> question);
        ask(seen, () -> questions.atFullSlot(question));
      }
    });

    seen.isAllThatIsDocumented();
  }

  /** On a node of its own, so that nobody has been held off there. */
  @Test
  void whatCannotBeKnownIsNotAnswered() {
    var seen = new Seen("503");
    var time = new JumpingTime();
    var there = tenant.at(ges.addNode(time.with(ges.clock())));
    ges.publish(there, Questions.publication());
    var questions = new ArrayList<Question>();
    forEach(seen, there, (some, operation) -> questions.add(some.to(operation)));

    for (var light : questions.stream().filter(EveryAnswerIT::isLight).toList()) {
      askUntil(503, seen, () -> {
        time.jump();
        return light;
      });
    }
    cut();
    try {
      for (var question : questions.stream().filter(one -> !isLight(one)).toList()) {
        // what a node knows of its tenants and callbacks by heart it does not know of others
        var turns = List.of(
                question,
                question.instead(tenant.apiKey(), NOBODY).instead(tenant.ccid(), NOBODY),
                question.instead(question.callback(), NOBODY))
            .iterator();
        askUntil(503, seen, () -> turns.hasNext() ? turns.next() : question);
      }
    } finally {
      mend();
    }

    seen.isAllThatIsDocumented();
  }

  /** Says whether a question is about the node itself, which may stand still while all is well. */
  private static boolean isLight(Question question) {
    return LIGHTS.contains(question.operation().path());
  }

  private static void cut() {
    genesys.environmentAnswers(false);
    genesys.statisticsAnswers(503);
    ges.servers().postgres().stop();
  }

  private static void mend() {
    ges.servers().postgres().restart();
    genesys.statisticsAnswers(200);
    genesys.environmentAnswers(true);
  }

  private interface Scene {
    void play(Questions questions, Operation operation);
  }

  private static void forEach(Seen seen, Scene scene) {
    forEach(seen, tenant, scene);
  }

  private static void forEach(Seen seen, Tenant who, Scene scene) {
    for (var operations : List.of(Operations.EXTERNAL, Operations.INTERNAL)) {
      var questions = new Questions(ges, who, operations);
      operations.list().stream()
          .filter(seen::isAbout)
          .forEach(operation -> scene.play(questions, operation));
    }
  }

  /** Asks, and again while nobody can say whether it worked, as clients do. */
  private static void ask(Seen seen, Supplier<Question> question) {
    askUntil(status -> status != 503, seen, question);
  }

  private static void askUntil(int wanted, Seen seen, Supplier<Question> question) {
    askUntil(status -> status == wanted, seen, question);
  }

  private static void askUntil(IntPredicate wanted, Seen seen, Supplier<Question> question) {
    var answers = new TreeSet<String>();
    try {
      Eventually.holds("the answer that is wanted", PATIENCE, () -> {
        var asked = question.get();
        var answer = asked.send();
        seen.note(asked, answer);
        answers.add(asked + " -> " + answer.outcome());
        return wanted.test(answer.status());
      });
    } catch (AssertionError e) {
      throw new AssertionError("only " + answers, e);
    }
  }
}
