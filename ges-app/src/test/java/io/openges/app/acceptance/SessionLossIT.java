package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.embedded.RedisStandby;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import io.openges.app.installation.VoiceStream;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sessions that end without a word (specification 6.6, rule 7), and entries that a failover of the
 * voice platform's Redis lost. GES finds that Redis by its sentinel.
 */
@NullUnmarked
class SessionLossIT {

  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  private static RedisStandby standby;
  private static Installation ges;
  private static VoiceStream stream;
  private static Tenant tenant;

  @BeforeAll
  static void start() {
    ges = Installation.ofNodes(2, servers -> {
      standby = RedisStandby.of(servers.voice(), servers.directory());
      return Map.of(
          "ORS_REDIS_SENTINELS",
          standby.sentinel(),
          "ORS_REDIS_SENTINEL_MASTER",
          RedisStandby.NAME);
    });
    stream = ges.stream();
    tenant = ges.tenant(new Publication().queue("VQ", Map.of()));
  }

  @AfterAll
  static void stop() {
    standby.close();
    ges.close();
  }

  @Test
  void aSessionThatVanishesWhileAnAgentTalksEndsItsCallback() {
    var kept = running("s-kept", 1);
    var lost = running("s-lost", 2);

    ges.platform().session("s-lost", false);
    for (int look = 0; look < 5; look++) {
      int before = asked("s-kept");
      // little by little: a look that is noted after a leap would rest the whole leap longer
      Eventually.holds("the sessions are asked for", () -> {
        ges.clock().advance(Duration.ofSeconds(1));
        return asked("s-kept") > before;
      });
    }

    Eventually.holds("completed", () -> tenant.retrieve(lost).state().equals("COMPLETED"));
    assertThat(tenant.retrieve(lost).data().path("callbackReason").asText())
        .isEqualTo("SESSION_LOST");
    assertThat(report(lost, "s-lost", "PROCESSING")).isEqualTo("409 7181");
    assertThat(tenant.retrieve(kept).state()).isEqualTo("PROCESSING");
    assertThat(stream.of(lost)).as("it is never handed over again").hasSize(1);
  }

  @Test
  @Tag("scenario-50")
  void anEntryThatAFailoverLostIsFollowedByASecondAttempt() {
    var kept = running("s-before", 3);
    standby.awaitEntries("NewCallbackStream", stream.entries().size());
    standby.part();
    var lost = tenant.create(Tenant.now("VQ", 4)).id();
    stream.await(lost, 1);
    awaitNoted(lost);

    standby.takeOver();
    stream = stream.at(standby.port());
    assertThat(stream.of(kept)).hasSize(1);
    assertThat(stream.of(lost)).as("acknowledged, and not there").isEmpty();
    // handed over past the failover, so GES is connected to the new primary
    stream.await(tenant.create(Tenant.now("VQ", 5)).id(), 1);
    assertThat(stream.of(lost)).as("not before its time").isEmpty();
    ges.clock().advance(START_TIMEOUT);

    stream.await(lost, 2);
    assertThat(stream.of(lost)).as("attempt 1 is never repeated").hasSize(1);
    assertThat(report(lost, "s-late", "QUEUED")).isEqualTo("409 7180");
    assertThat(stream.of(kept)).as("its fence and its session went along").hasSize(1);
  }

  /** A node that has yet to note what it wrote would write it again, to the new primary. */
  private static void awaitNoted(String id) {
    Eventually.holds(
        "confirmed", () -> tenant.timeline(id).contains("GES QUEUED>QUEUED 1 SUBMITTED"));
  }

  private static String running(String session, int number) {
    var id = tenant.create(Tenant.now("VQ", number)).id();
    stream.await(id, 1);
    ges.platform().session(session, true);
    for (var state : new String[] {"QUEUED", "ROUTING", "PROCESSING"}) {
      assertThat(report(id, session, state)).startsWith("200");
    }
    return id;
  }

  private static String report(String id, String session, String state) {
    return tenant
        .report(
            "VQ", id, Map.of("_attempt", 1, "_ors_session_id", session, "_callback_state", state))
        .outcome();
  }

  private static int asked(String session) {
    return (int) ges.platform().sessionRequests().stream()
        .filter(request -> request.equals("GET /scxml/session/" + session + "/query"))
        .count();
  }
}
