package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.embedded.FreePort;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.GenesysServices;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Servers;
import io.openges.app.installation.Tenant;
import io.openges.app.neighbours.PlatformOptions;
import io.openges.app.neighbours.SimulatedPlatform;
import io.openges.app.neighbours.Story;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lives of callbacks from their booking to their end, over real PostgreSQL and Redis, among
 * simulated neighbours that are reached by HTTP and Redis only. The clock never goes back.
 */
class WholeLifeIT {

  private static final String KEY = "only-environment-knows-this-key";
  private static final Duration TTL = Duration.ofMinutes(10);
  private static final int LONGEST_TTL_SECONDS = 1_209_600;

  private static final GenesysServices GENESYS = new GenesysServices(KEY);
  private static @Nullable SimulatedPlatform platform;
  private static Installation ges;
  private static Tenant tenant;

  private static int numbers;

  @BeforeAll
  static void start() {
    ges = Installation.ofNodes(2, WholeLifeIT::changes);
    var first = ges.tenant();
    tenant = new Tenant(first.ccid(), KEY, first.node());
    var publication = new Publication()
        .queue("VQ", Map.of("callbackTtlSeconds", LONGEST_TTL_SECONDS))
        .queue("VQ_BUSY", Map.of())
        .queue("VQ_LOST", Map.of())
        .queue("VQ_SHORT", Map.of("callbackTtlSeconds", (int) TTL.toSeconds()));
    for (var state : Story.State.values()) {
      publication.queue("VQ_" + state, Map.of());
      platform().tell("VQ_" + state, Story.lasting(state));
    }
    platform().tell("VQ_BUSY", Story.dialling("BUSY"));
    platform().tell("VQ_LOST", Story.losing(1));
    platform().tell("VQ_SHORT", Story.lasting(Story.State.QUEUED));
    ges.publish(tenant, publication);
  }

  @AfterAll
  static void stop() {
    ges.close();
    platform().close();
    GENESYS.close();
  }

  /** Everything of the neighbours is told by addresses, as an operator does. */
  private static Map<String, String> changes(Servers servers) {
    var voice = servers.voice();
    var started = SimulatedPlatform.start(new PlatformOptions(
        new PlatformOptions.Redis(voice.host(), voice.port(), voice.password()),
        "NewCallbackStream",
        20,
        PlatformOptions.Pace.LIFELIKE.faster(50),
        null));
    platform = started;
    int port = FreePort.find();
    Map<String, String> changes = new HashMap<>(GENESYS.environment());
    changes.put("GES_ORS_NODES", "here=127.0.0.1:" + started.port());
    changes.put("GES_URS_NODES", "here=127.0.0.1:" + started.port());
    changes.put("GES_INTERNAL_PORT", Integer.toString(port));
    changes.put("GES_URL", "http://127.0.0.1:" + port);
    return changes;
  }

  private static SimulatedPlatform platform() {
    if (platform == null) {
      throw new IllegalStateException("not started");
    }
    return platform;
  }

  @Test
  void aCallbackIsPromotedDialledRedialledAndCompleted() {
    var desired = ges.now().plus(Duration.ofHours(1));
    var id = book(Tenant.at("VQ_BUSY", next(), desired));
    assertThat(tenant.retrieve(id).state()).isEqualTo("SCHEDULED");

    ges.clock().advance(Duration.ofHours(1));

    awaitCompletion(id, "AGENT_CONNECTED");
    assertThat(ges.stream().of(id)).hasSize(1);
    var told = told(id);
    assertThat(told.get(0)).isEqualTo("CUSTOMER ->SCHEDULED 1 API");
    // by the session or by the confirmation of its entry, whichever comes first
    assertThat(tenant.timeline(id))
        .filteredOn(line -> line.contains(" SCHEDULED>QUEUED 1 "))
        .hasSize(1);
    assertThat(told)
        .endsWith(
            "ORS QUEUED>ROUTING 1 ",
            "ORS ROUTING>PROCESSING 1 ",
            "ORS PROCESSING>QUEUED 1 BUSY",
            "ORS QUEUED>ROUTING 1 ",
            "ORS ROUTING>PROCESSING 1 ",
            "ORS PROCESSING>PROCESSING 1 CONNECTED",
            "ORS PROCESSING>COMPLETED 1 AGENT_CONNECTED");
  }

  @Test
  void aScheduledCallbackIsCancelled() {
    var id = book(Tenant.at("VQ", next(), ges.now().plus(Duration.ofDays(1))));

    assertThat(tenant.cancel(id).outcome()).isEqualTo("200 0");

    awaitCompletion(id, "CANCELLED");
    assertThat(tenant.timeline(id))
        .containsExactly("CUSTOMER ->SCHEDULED 1 API", "CUSTOMER SCHEDULED>COMPLETED 1 CANCELLED");
  }

  @ParameterizedTest
  @EnumSource(names = {"QUEUED", "ROUTING"})
  void aSessionThatHasNotDialledEndsWithItsCallback(Story.State state) {
    var id = book(Tenant.now("VQ_" + state, next()));
    awaitSession(id, state);

    assertThat(tenant.cancel(id).outcome()).isEqualTo("200 0");

    awaitCompletion(id, "CANCELLED");
    awaitNoSession(id);
    assertThat(told(id))
        .startsWith("CUSTOMER ->QUEUED 1 API")
        .endsWith("CUSTOMER " + state + ">COMPLETED 1 CANCELLED");
  }

  @Test
  void whatAnAgentHandlesIsNotCancelled() {
    var id = book(Tenant.now("VQ_PROCESSING", next()));
    awaitSession(id, Story.State.PROCESSING);

    assertThat(tenant.cancel(id).outcome()).isEqualTo("400 7101");

    assertThat(tenant.retrieve(id).state()).isEqualTo("PROCESSING");
    assertThat(hasSession(id)).isTrue();
  }

  @Test
  void anAttemptWhoseServerDiedIsFollowedByASecond() {
    var id = book(Tenant.now("VQ_LOST", next()));
    ges.stream().await(id, 1);

    letTimePassUntilAttempt(id, 2);

    awaitCompletion(id, "AGENT_CONNECTED");
    assertThat(ges.stream().of(id)).hasSize(2);
    assertThat(tenant.timeline(id))
        .startsWith(
            "CUSTOMER ->QUEUED 1 API",
            "GES QUEUED>QUEUED 1 SUBMITTED",
            "GES QUEUED>QUEUED 1 NOT_STARTED");
    assertThat(told(id))
        .endsWith(
            "ORS QUEUED>ROUTING 2 ",
            "ORS ROUTING>PROCESSING 2 ",
            "ORS PROCESSING>PROCESSING 2 CONNECTED",
            "ORS PROCESSING>COMPLETED 2 AGENT_CONNECTED");
    var late = Map.of("_attempt", 1, "_callback_state", "QUEUED", "_ors_session_id", "s");
    assertThat(tenant.report("VQ_LOST", id, late).outcome()).startsWith("409");
  }

  @Test
  @Tag("scenario-58")
  void aCallbackThatIsPutOffIsHandedOverAgainLater() {
    var id = book(Tenant.now("VQ_QUEUED", next()));
    awaitSession(id, Story.State.QUEUED);
    var later = ges.now().plus(Duration.ofHours(2));

    var answer = tenant.report(
        "VQ_QUEUED",
        id,
        Map.of(
            "_attempt",
            1,
            "_ors_session_id",
            "sim-" + id + "-1",
            "_callback_state",
            "SCHEDULED",
            "_new_desired_time",
            Tenant.iso(later)));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(tenant.retrieve(id).state()).isEqualTo("SCHEDULED");
    ges.clock().advance(Duration.ofHours(2));
    assertThat(ges.stream().await(id, 2)).containsEntry("service", "VQ_QUEUED");
    assertThat(tenant.timeline(id)).contains("ORS QUEUED>SCHEDULED 1 NEW_DESIRED_TIME");
  }

  @Test
  @Tag("scenario-60")
  void whatNobodyServesExpiresWhenItsTimeToLiveIsOver() {
    var id = book(Tenant.now("VQ_SHORT", next()));
    awaitSession(id, Story.State.QUEUED);
    var desired = Instant.parse(tenant.retrieve(id).data().path("desiredTime").asText());

    ges.clock().standAt(desired.plus(TTL).minusMillis(1));
    letARoundPass();
    assertThat(tenant.retrieve(id).state()).isEqualTo("QUEUED");
    ges.clock().standAt(desired.plus(TTL));
    awaitCompletion(id, "EXPIRED_TTL");
    ges.clock().goFrom(ges.now());

    awaitNoSession(id);
    assertThat(told(id))
        .startsWith("CUSTOMER ->QUEUED 1 API")
        .endsWith("GES QUEUED>COMPLETED 1 EXPIRED_TTL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"VQ", "VQ_SHORT"})
  @Tag("scenario-61")
  void aRecordIsKeptForTwoWeeksAfterItsDesiredTime(String queue) {
    var booked = ges.now();
    var desired = booked.plus(Duration.ofDays(14));
    var id = book(Tenant.at(queue, next(), desired));
    ges.clock().goFrom(desired.plus(TTL));
    awaitCompletion(id, queue.equals("VQ") ? "AGENT_CONNECTED" : "EXPIRED_TTL");

    ges.clock().standAt(desired.plus(Duration.ofDays(14)).minusMillis(1));
    // a node deletes what is due when it starts, and about once an hour
    ges.addNode();
    letARoundPass();
    assertThat(tenant.retrieve(id).outcome()).isEqualTo("200 0");

    ges.clock().goFrom(desired.plus(Duration.ofDays(14)).plus(Duration.ofHours(1)));
    ges.addNode();
    Eventually.holds("deleted", () -> tenant.retrieve(id).outcome().equals("404 7100"));
    assertThat(Http.get(tenant.internal("callbacks/" + id + "/timeline")).status())
        .isEqualTo(404);
  }

  private static synchronized int next() {
    return numbers++;
  }

  private static String book(Map<String, Object> body) {
    var answer = tenant.create(body);
    assertThat(answer.outcome()).as(answer.text()).isEqualTo("200 0");
    return answer.id();
  }

  private static void awaitCompletion(String id, String reason) {
    Eventually.holds("completed", () -> tenant.retrieve(id).state().equals("COMPLETED"));
    assertThat(tenant.retrieve(id).data().path("callbackReason").asText()).isEqualTo(reason);
  }

  /** Returns the timeline without what GES notes beside a session that may be quicker. */
  private static List<String> told(String id) {
    return tenant.timeline(id).stream()
        .filter(line -> !(line.startsWith("GES ") && line.endsWith(" SUBMITTED")))
        .toList();
  }

  /** Waits until both sides agree where the session is. */
  private static void awaitSession(String id, Story.State state) {
    Eventually.holds(
        state + " there",
        () -> Http.get(session(id)).json().path("state").asText("").equals(state.name()));
    Eventually.holds(state + " here", () -> {
      var known = Http.get(tenant.internal("callbacks/" + id)).data();
      return known.path("state").asText("").equals(state.name())
          && !known.path("sessionId").asText("").isEmpty();
    });
  }

  private static void awaitNoSession(String id) {
    Eventually.holds("the session ends", () -> !hasSession(id));
  }

  private static boolean hasSession(String id) {
    return Http.get(session(id)).status() == 200;
  }

  private static URI session(String id) {
    return URI.create(
        "http://127.0.0.1:" + platform().port() + "/scxml/session/sim-" + id + "-1/query");
  }

  /** In steps, so that no more time passes than it takes. */
  private static void letTimePassUntilAttempt(String id, int attempt) {
    Eventually.holds("attempt " + attempt, () -> {
      if (ges.stream().of(id).size() >= attempt) {
        return true;
      }
      ges.clock().advance(Duration.ofSeconds(5));
      Eventually.pause(Duration.ofMillis(50));
      return false;
    });
  }

  /** Whatever is due now comes before a callback that is booked now. */
  private static void letARoundPass() {
    var marker = book(Tenant.now("VQ", next()));
    ges.stream().await(marker, 1);
  }
}
