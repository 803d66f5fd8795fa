package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Crowd;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Installation;
import io.openges.app.installation.NoSecondChance;
import io.openges.app.installation.NodeProcess;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Signals;
import io.openges.app.installation.Tenant;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes in processes of their own that are killed and paused. */
@NoSecondChance
class NodeDeathIT {

  /** Shorter than usual, so that claims of the dead are free again soon. */
  private static final Duration LEASE = Duration.ofSeconds(5);

  private static Installation ges;

  private Tenant tenant;
  private NodeProcess victim;

  @BeforeAll
  static void start() {
    ges =
        Installation.ofProcesses(3, Map.of("GES_LEASE_SECONDS", Long.toString(LEASE.toSeconds())));
  }

  @AfterAll
  static void stop() {
    ges.close();
  }

  @BeforeEach
  void publish() {
    tenant = ges.tenant(new Publication().queue("VQ", Publication.unthrottled(15, 10)));
    victim = ges.processes().get(2);
  }

  @AfterEach
  void replaceTheDead() {
    if (!victim.isAlive()) {
      ges.replace(victim);
    }
  }

  @Test
  @Tag("scenario-17")
  void aKilledNodeTakesNoAnswerBackAndSellsNoPlaceTwice() {
    var slot = Instant.now().plus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);

    var answers = new Crowd(500, 100)
        .run(number -> tryToCreate(number, Tenant.at("VQ", number, slot)), 4, victim::kill);

    var booked = answers.stream()
        .flatMap(Optional::stream)
        .filter(answer -> answer.status() == 200)
        .map(Answer::id)
        .toList();
    assertThat(booked).isNotEmpty().hasSizeLessThanOrEqualTo(10);
    assertThat(ges.ledger().places(tenant))
        .containsOnlyKeys(slot)
        .allSatisfy((time, used) -> assertThat(used).isBetween(booked.size(), 10));
    assertThat(booked)
        .allSatisfy(id -> assertThat(tenant.retrieve(id).state()).isEqualTo("SCHEDULED"));
  }

  private Optional<Answer> tryToCreate(int number, Map<String, Object> body) {
    try {
      return Optional.of(tenant.at(ges.node(number % 3)).create(body));
    } catch (UncheckedIOException nodeIsDead) {
      return Optional.empty();
    }
  }

  @Test
  @Tag("scenario-47")
  void aNodeKilledWhileItHandsOverLeavesOneEntryForEachAttempt() {
    var voice = ges.servers().voice();
    Signals.send("STOP", voice.pid());
    List<String> booked;
    try {
      booked = new Crowd(1000, 32)
          .run(number -> tenant
              .at(ges.node(number % 3))
              .createPatiently(Tenant.now("VQ", number), "k-" + number)
              .id());
      victim.kill();
    } finally {
      Signals.send("CONT", voice.pid());
    }

    Eventually.holds("all are handed over", () -> handedOver().containsAll(booked));
    letLeasesEnd();
    assertThat(ges.stream().entriesOf(tenant).size()).isEqualTo(booked.size());
    assertThat(handedOver()).isEqualTo(new TreeSet<>(booked));
  }

  @Test
  @Tag("scenario-47")
  void aNodeKilledWhileItHandsOverThatComesBackUnderItsNameLeavesOneEntryForEachAttempt() {
    var voice = ges.servers().voice();
    Signals.send("STOP", voice.pid());
    List<String> booked;
    try {
      booked = new Crowd(200, 20)
          .run(number -> tenant
              .at(victim)
              .createPatiently(Tenant.now("VQ", number), "v-" + number)
              .id());
      victim.kill();
    } finally {
      Signals.send("CONT", voice.pid());
    }

    victim = ges.restart(victim);

    Eventually.holds("all are handed over", () -> handedOver().containsAll(booked));
    letLeasesEnd();
    assertThat(ges.stream().entriesOf(tenant).size()).isEqualTo(booked.size());
  }

  private Set<String> handedOver() {
    var ids = new TreeSet<String>();
    ges.stream().entriesOf(tenant).forEach(entry -> ids.add(entry.getFields().get("id")));
    return ids;
  }

  private static void letLeasesEnd() {
    Eventually.pause(LEASE.plusSeconds(2));
  }

  @Test
  @Tag("scenario-48")
  void aNodePausedWhileItHandsOverWritesNothingTwice() {
    var voice = ges.servers().voice();
    Signals.send("STOP", voice.pid());
    List<String> booked;
    try {
      booked = new Crowd(100, 10)
          .run(number -> tenant
              .at(victim)
              .createPatiently(Tenant.now("VQ", number), "v-" + number)
              .id());
      victim.pause();
    } finally {
      Signals.send("CONT", voice.pid());
    }

    Eventually.holds("all are handed over", () -> handedOver().containsAll(booked));
    letLeasesEnd();
    victim.resume();
    letLeasesEnd();

    assertThat(ges.stream().entriesOf(tenant).size()).isEqualTo(booked.size());
  }
}
