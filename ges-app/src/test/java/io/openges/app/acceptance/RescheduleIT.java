package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Crowd;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Callbacks that operators move to another time. */
class RescheduleIT {

  private static final Instant NOON = Instant.parse("2035-03-08T12:00:00Z");
  private static final Instant ONE = NOON.plus(Duration.ofHours(1));

  private final Installation ges = Installation.shared();
  private final Tenant tenant =
      ges.tenant(new Publication().queue("VQ", Publication.unthrottled(15, 1)));

  @Test
  @Tag("scenario-20")
  void aFullSlotLeavesTimeAndPlace() {
    var id = tenant.create(Tenant.at("VQ", 1, NOON)).id();
    tenant.create(Tenant.at("VQ", 2, ONE));

    var answer = move(0, id, ONE);

    assertThat(answer.outcome()).isEqualTo("429 7110");
    assertThat(answer.data().path("slots").properties()).hasSize(10);
    assertThat(tenant.retrieve(id).data().path("desiredTime").asText()).isEqualTo(Tenant.iso(NOON));
    assertThat(ges.ledger().places(tenant)).isEqualTo(Map.of(NOON, 1, ONE, 1));
  }

  @Test
  @Tag("scenario-20")
  void aFreeSlotTakesThePlaceAndTheOldOneIsFree() {
    var id = tenant.create(Tenant.at("VQ", 1, NOON)).id();

    assertThat(move(1, id, ONE).outcome()).isEqualTo("200 0");

    assertThat(tenant.retrieve(id).data().path("desiredTime").asText()).isEqualTo(Tenant.iso(ONE));
    assertThat(tenant.create(Tenant.at("VQ", 2, ONE)).outcome()).isEqualTo("429 7110");
    assertThat(tenant.create(Tenant.at("VQ", 2, NOON)).outcome()).isEqualTo("200 0");
    assertThat(tenant.timeline(id)).contains("OPERATOR SCHEDULED>SCHEDULED 1 RESCHEDULED");
  }

  @Test
  @Tag("scenario-20")
  void atNoMomentDoBothSlotsOrNeitherCountIt() {
    var ids = IntStream.range(0, 4)
        .mapToObj(n -> tenant.create(Tenant.at("VQ", n, slot(n))).id())
        .toList();
    var counts = Collections.synchronizedSet(new HashSet<Integer>());
    var done = new AtomicBoolean();
    var reader = CompletableFuture.runAsync(() -> {
      do {
        counts.add(ges.ledger().counted(tenant));
      } while (!done.get());
    });

    List<Answer> answers;
    try {
      answers = new Crowd(240, 12).run(n -> move(n % 3, ids.get(n % 4), slot(n * 7 % 6)));
    } finally {
      done.set(true);
    }

    reader.join();
    assertThat(counts).containsExactly(4);
    assertThat(answers).extracting(Answer::outcome).isSubsetOf("200 0", "429 7110");
    assertThat(Set.copyOf(ges.ledger().places(tenant).values())).containsExactly(1);
  }

  @Test
  void theSessionOfAMovedCallbackIsToldAndRefused() {
    var id = tenant.create(Tenant.now("VQ", 6)).id();
    ges.stream().await(id, 1);
    var start = Map.of("_callback_state", "QUEUED", "_ors_session_id", "s-20", "_attempt", 1);
    assertThat(tenant.report("VQ", id, start).status()).isEqualTo(200);

    var moved = move(2, id, NOON);

    assertThat(moved.data().path("state").asText()).isEqualTo("SCHEDULED");
    assertThat(moved.data().path("kind").asText()).isEqualTo("SCHEDULED");
    assertThat(tenant.report("VQ", id, start).outcome()).isEqualTo("409 7180");
    var event = "POST /scxml/session/s-20/event/callback.cancel";
    Eventually.holds(event, () -> ges.platform().sessionRequests().contains(event));
    assertThat(ges.ledger().places(tenant)).isEqualTo(Map.of(NOON, 1));
  }

  private static Instant slot(int number) {
    return NOON.plus(Duration.ofMinutes(15L * number));
  }

  private Answer move(int node, String id, Instant time) {
    return Http.post(
        tenant.at(ges.node(node)).internal("callbacks/" + id + "/reschedule"),
        Map.of("desiredTime", Tenant.iso(time)));
  }
}
