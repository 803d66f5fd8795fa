package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import io.openges.app.neighbours.google.SimulatedGoogle;
import io.openges.ports.testing.Race;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Proof that a person books. */
class CaptchaIT {

  private static final String QUEUE = "VQ_CAPTCHA";
  private static final int ROUNDS = 20;
  private static final Map<String, Object> SITE =
      Map.of("type", "v3", "siteKey", "site", "secret", "hidden", "minimumScore", 0.5);

  private static SimulatedGoogle google;
  private static Installation ges;

  @BeforeAll
  static void start() {
    google = SimulatedGoogle.start();
    ges = Installation.ofNodes(
        2,
        Map.of(
            "GES_RECAPTCHA_URL",
            google.uri().resolve("/recaptcha/api/siteverify").toString(),
            "GES_SECRET_KEY",
            Base64.getEncoder().encodeToString(new byte[32])));
  }

  @AfterAll
  static void stop() {
    ges.close();
    google.close();
  }

  @Test
  @Tag("scenario-30")
  void machinesCannotBook() {
    var tenant = ges.tenant(new Publication().queue(QUEUE, Map.of()));
    var set = Http.send("PUT", tenant.internal("credentials/captcha"), SITE);
    assertThat(set.outcome()).isEqualTo("200 0");
    assertThat(set.text()).contains("site").doesNotContain("hidden");

    assertThat(create(tenant, 1, null)).isEqualTo("400 7120");
    assertThat(create(tenant, 1, "bad-token")).isEqualTo("400 7121");
    assertThat(create(tenant, 1, "score-0.3-a")).isEqualTo("400 7121");
    assertThat(create(tenant, 1, "person-1")).isEqualTo("200 0");
    assertThat(create(tenant, 2, "person-1")).isEqualTo("400 7121");

    google.answer(SimulatedGoogle.Service.SITEVERIFY, 503);
    assertThat(create(tenant, 2, "person-2")).isEqualTo("503 7122");
    google.answer(SimulatedGoogle.Service.SITEVERIFY, 200);

    var facade = URI.create(tenant.node().internal() + "/genesys/1/service/callback/" + QUEUE);
    var body = Map.of("_customer_number", Tenant.number(3));
    assertThat(Http.post(facade, body, "ccid", tenant.ccid()).status()).isEqualTo(200);
  }

  /**
   * The token is good once, so only one of the twins may spend it. Where a machine is so busy that
   * an answer of the service, or a turn of Redis, comes too late, the token is spent and perhaps
   * nothing booked; that must not be so in every round, and whoever then proves it anew has exactly
   * one booking.
   */
  @Test
  void twinsWithOneTokenAreOneBooking() throws InterruptedException {
    var tenant = ges.tenant(new Publication().queue(QUEUE, Map.of()));
    Http.send("PUT", tenant.internal("credentials/captcha"), SITE);

    var rounds = new Race(8, ROUNDS).run((caller, round) -> {
      var body = Tenant.now(QUEUE, 100 + round);
      body.put("captchaToken", "person-twins-" + round);
      var key = "captcha-" + round;
      return patiently(tenant.at(ges.node(caller % 2)), body, key);
    });

    assertThat(rounds).allSatisfy(answers -> {
      assertThat(answers).extracting(Answer::outcome).isSubsetOf("200 0", "400 7121");
      var booked = answers.stream().filter(answer -> answer.status() == 200).map(Answer::id);
      assertThat(booked.distinct()).hasSizeLessThanOrEqualTo(1);
    });
    assertThat(rounds)
        .as("all twins are told of their booking")
        .anySatisfy(
            answers -> assertThat(answers).extracting(Answer::outcome).containsOnly("200 0"));
    for (int round = 0; round < ROUNDS; round++) {
      var again = provenAnew(tenant, round);
      assertThat(rounds.get(round))
          .filteredOn(answer -> answer.status() == 200)
          .allSatisfy(answer -> assertThat(answer.id()).isEqualTo(again.id()));
    }
    assertThat(ges.ledger().callbacks(tenant)).hasSize(ROUNDS);
  }

  /** Asks with new tokens, as clients do, until there is a booking. */
  private static Answer provenAnew(Tenant tenant, int round) {
    var body = Tenant.now(QUEUE, 100 + round);
    var tries = new AtomicInteger();
    return Eventually.find("a booking", () -> {
      body.put("captchaToken", "person-anew-" + round + "-" + tries.incrementAndGet());
      return Optional.of(tenant.create(body, "Idempotency-Key", "captcha-" + round))
          .filter(answer -> answer.status() == 200);
    });
  }

  /** Asks again, as clients do, while nobody can say what came of it. */
  private static Answer patiently(Tenant tenant, Map<String, ?> body, String key) {
    return Eventually.find(
        "a booking or a refusal",
        () -> Optional.of(tenant.create(body, "Idempotency-Key", key))
            .filter(answer -> answer.status() != 503 && answer.code() != 7162));
  }

  @Test
  void aQueueThatWantsProofOfATenantWithoutASiteTakesNobody() {
    var tenant = ges.tenant(new Publication().queue(QUEUE, Map.of("captchaRequired", "yes")));

    assertThat(create(tenant, 4, "person-4")).isEqualTo("503 7122");
  }

  private static String create(Tenant tenant, int number, @Nullable String token) {
    var body = Tenant.now(QUEUE, number);
    if (token != null) {
      body.put("captchaToken", token);
    }
    return tenant.create(body).outcome();
  }
}
