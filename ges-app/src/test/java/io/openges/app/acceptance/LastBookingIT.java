package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Installation;
import io.openges.app.installation.NoSecondChance;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import io.openges.ports.testing.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Thirty-two clients of two nodes who all want the last booking of a number, again and again. */
@NoSecondChance
class LastBookingIT {

  private static final int CLIENTS = 32;
  private static final int ROUNDS = 20;
  private static final Instant SLOT = Instant.parse("2035-03-08T12:00:00Z");

  private final Installation ges = Installation.shared();

  @Test
  void exactlyOneGetsTheLastBookingOfAThrottledNumber() throws InterruptedException {
    var tenant = ges.tenant(new Publication().queue("VQ", Map.of("throttleNumberLimit", 1)));

    assertThat(race(tenant)).allSatisfy(answers -> {
      assertThat(answers).extracting(Answer::outcome).containsOnly("200 0", "429 7041");
      assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    });
  }

  @Test
  void exactlyAsManyAreOpenAsMayBe() throws InterruptedException {
    var tenant = ges.tenant(new Publication().queue("VQ", Map.of("duplicateCheck", "standard")));

    assertThat(race(tenant)).allSatisfy(answers -> {
      assertThat(answers).extracting(Answer::outcome).containsOnly("200 0", "400 7107");
      assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(2);
    });
  }

  @Test
  void exactlyAsManyWaitAsMayBe() throws InterruptedException {
    var tenant = ges.tenant(new Publication().queue("VQ", Map.of("maxQueuedImmediate", 5)));

    var answers = new Race(CLIENTS, 1)
        .run((caller, round) ->
            at(tenant, caller).createPatiently(Tenant.now("VQ", caller), "caller-" + caller))
        .get(0);

    assertThat(answers).extracting(Answer::outcome).containsOnly("200 0", "429 7041");
    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(5);
  }

  /** With every limit at one: a repetition is neither counted nor a duplicate. */
  @Test
  void twinsAreOneBooking() throws InterruptedException {
    var tenant = ges.tenant(new Publication()
        .queue("VQ", Map.of("throttleNumberLimit", 1, "duplicateCheck", "strict")));

    var rounds = new Race(CLIENTS, ROUNDS)
        .run((caller, round) -> at(tenant, caller).createPatiently(body(round), "twins-" + round));

    assertThat(rounds).allSatisfy(answers -> {
      assertThat(answers).extracting(Answer::outcome).containsOnly("200 0");
      assertThat(answers).extracting(Answer::id).containsOnly(answers.get(0).id());
    });
  }

  private List<List<Answer>> race(Tenant tenant) throws InterruptedException {
    return new Race(CLIENTS, ROUNDS)
        .run((caller, round) ->
            at(tenant, caller).createPatiently(body(round), caller + "-" + round));
  }

  private static Map<String, Object> body(int round) {
    return Tenant.at("VQ", round, SLOT.plus(Duration.ofMinutes(15L * round)));
  }

  private Tenant at(Tenant tenant, int caller) {
    return tenant.at(ges.node(caller % 2));
  }
}
