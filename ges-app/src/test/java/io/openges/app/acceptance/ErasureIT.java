package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Metrics;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Signals;
import io.openges.app.installation.Tenant;
import io.openges.app.installation.Traces;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Customers who want to be forgotten. */
class ErasureIT {

  private static final int NUMBER = 4711;
  private static final String NATIONAL = "(650) 253-4711";
  private static final String LINE = "+18005550162";
  private static final String SECRET = "Lovelace-62";

  private static final String OTHER_SECRET = "Byron-36";

  /** Digests of the bodies sent with idempotency keys, in the form that is stored. */
  private static final List<String> FINGERPRINTS = List.of(
      Traces.sha256("{\"phoneNumber\":\"+16502534711\",\"serviceName\":\"VQ\","
          + "\"userData\":{\"name\":\"Lovelace-62\"}}"),
      Traces.sha256("{\"_customer_number\":\"+16502534711\",\"name\":\"Lovelace-62\","
          + "\"serviceName\":\"VQ\"}"));

  /** The customer, however the number is written. */
  private static final String[] PERSONAL = {
    "6502534711", "253-4711", SECRET, FINGERPRINTS.get(0), FINGERPRINTS.get(1)
  };

  /** What the customer's window would be called without a key. */
  private static final String WINDOW = "245bdde9690a2c1cd212685b7815f2f8";

  /** Where something of the customer is to be found before, though perhaps not at once. */
  private static final Set<String> KEPT = Set.of(
      "callback",
      "session_storage",
      "idempotency_key",
      "call_in",
      "call_in_wrong_code",
      "redis",
      "voice");

  private static Installation ges;
  private static Tenant tenant;

  @BeforeAll
  static void start() {
    ges = Installation.ofProcesses(2, Map.of("GES_SECRET_KEY", "A".repeat(43) + "="));
    var columns = Publication.unthrottled(15, 10);
    columns.put("throttleNumberLimit", 50);
    tenant = ges.tenant(new Publication().queue("VQ", columns));
  }

  @AfterAll
  static void stop() {
    ges.close();
  }

  @Test
  @Tag("scenario-62")
  void nothingPersonalIsLeftAndCountsRemain() {
    var traces = new Traces(ges.servers());
    var tomorrow = Instant.now().plus(Duration.ofDays(1));
    var scheduled = created(body(tomorrow));
    var spelled = body(tomorrow);
    spelled.put("phoneNumber", NATIONAL);
    var national = created(spelled);
    var queued = created(body(null), "Idempotency-Key", "k-62");
    var facade = facade().json().path("_id").asText();
    var completed = connected();
    report(completed, "COMPLETED", "_callback_reason", "AGENT_CONNECTED");
    var processing = connected();
    ges.stream().await(queued, 1);
    ges.stream().await(facade, 1);
    assertThat(tenant.storage("POST", scheduled, "", Map.of("note", SECRET)).status())
        .isEqualTo(200);
    var code = expect(scheduled);
    tenant.create(refused());
    var all = List.of(scheduled, national, queued, facade, completed, processing);
    everything(all).forEach(answer -> assertThat(answer.status()).isEqualTo(200));
    Eventually.holds("it is there before", () -> places(traces).containsAll(KEPT));
    for (var fingerprint : FINGERPRINTS) {
      assertThat(traces.of(fingerprint)).containsExactly("idempotency_key: " + fingerprint);
    }
    assertThat(traces.of("throttle:n:")).isNotEmpty();
    assertThat(traces.of(WINDOW)).isEmpty();
    double counted = bookings();

    var erased = erase();

    assertThat(erased.data().path("callbacks").asInt()).isEqualTo(6);
    assertThat(erased.data().path("callIns").asInt()).isEqualTo(2);
    Eventually.holds("nothing is left", () -> traces.of(PERSONAL).isEmpty());
    assertThat(everything(all)).noneMatch(answer -> holdsPersonal(answer.text()));
    assertThat(tenant.create(body(null), "Idempotency-Key", "k-62").outcome())
        .isEqualTo("422 7160");
    assertThat(facade().outcome()).isEqualTo("422 7160");
    assertThat(match(code).outcome()).isEqualTo("404 7143");
    for (var id : List.of(scheduled, national, queued, facade)) {
      assertThat(reason(id)).isEqualTo("ERASED");
    }
    assertThat(reason(completed)).isEqualTo("AGENT_CONNECTED");
    assertThat(tenant.retrieve(processing).state()).isEqualTo("PROCESSING");
    report(processing, "COMPLETED", "_callback_reason", "AGENT_CONNECTED");
    assertThat(ges.ledger().callbacks(tenant)).containsExactlyInAnyOrderElementsOf(all);
    assertThat(ges.ledger().counted(tenant)).isZero();
    assertThat(bookings()).isEqualTo(counted);
    assertThat(erase().data().toString()).isEqualTo("{\"callbacks\":0,\"callIns\":0}");
    assertThat(traces.of(PERSONAL)).isEmpty();
    var audit = Http.get(tenant.internal("audit")).data().path("items").get(0);
    assertThat(audit.path("action").asText()).isEqualTo("ERASE");
    assertThat(audit.path("object").asText()).matches("number:[0-9a-f]{32}");
  }

  @Test
  @Tag("scenario-62")
  void whatASilentVoicePlatformHoldsIsErasedWhenItAnswersAgain() {
    var traces = new Traces(ges.servers());
    var guest = ges.tenant(new Publication().queue("VQ", Publication.unthrottled(15, 10)));
    var handled = started(guest, "ROUTING", "PROCESSING");
    var routed = started(guest, "ROUTING");
    assertThat(traces.of(OTHER_SECRET)).anyMatch(trace -> trace.startsWith("voice"));
    var voice = ges.servers().voice();
    Signals.send("STOP", voice.pid());
    try {
      for (var id : List.of(handled, routed)) {
        ok(Http.post(guest.internal("personal-data/erase"), Map.of("callbackId", id)));
      }
    } finally {
      Signals.send("CONT", voice.pid());
    }

    Eventually.holds("nothing is left", () -> traces.of(OTHER_SECRET).isEmpty());
    assertThat(guest.retrieve(routed).data().path("callbackReason").asText()).isEqualTo("ERASED");
    assertThat(guest.retrieve(handled).state()).isEqualTo("PROCESSING");
    assertThat(report(guest, handled, "COMPLETED", "_callback_reason", "AGENT_CONNECTED")
            .status())
        .isEqualTo(200);
  }

  /** Returns a callback that an agent is found for, and that perhaps handles it. */
  private static String started(Tenant whose, String... states) {
    var body = Tenant.now("VQ", NUMBER);
    body.put("userData", Map.of("name", OTHER_SECRET));
    var id = ok(whose.create(body)).id();
    ges.stream().await(id, 1);
    assertThat(report(whose, id, "QUEUED").status()).isEqualTo(200);
    for (var state : states) {
      assertThat(report(whose, id, state).status()).isEqualTo(200);
    }
    return id;
  }

  private static Set<String> places(Traces traces) {
    return traces.of(PERSONAL).stream()
        .map(trace -> trace.split("[: ]", 2)[0])
        .collect(Collectors.toSet());
  }

  /** What every API says of the customer, by the other node. */
  private static List<Answer> everything(List<String> callbacks) {
    var other = tenant.at(ges.node(1));
    List<Answer> answers = new ArrayList<>();
    for (var id : callbacks) {
      answers.add(other.retrieve(id));
      for (var part : List.of("", "/timeline", "/explain", "/storage")) {
        answers.add(Http.get(other.internal("callbacks/" + id + part)));
      }
    }
    answers.add(Http.get(other.internal("callbacks?limit=1000")));
    answers.add(other.create(body(null), "Idempotency-Key", "k-62"));
    answers.add(facade());
    answers.add(Http.get(other.internal("audit")));
    return answers;
  }

  private static boolean holdsPersonal(String text) {
    return List.of(PERSONAL).stream().anyMatch(text::contains);
  }

  private static Map<String, Object> body(@Nullable Instant desired) {
    var body = new HashMap<>(
        desired == null ? Tenant.now("VQ", NUMBER) : Tenant.at("VQ", NUMBER, desired));
    body.put("userData", Map.of("name", SECRET));
    return body;
  }

  private static Map<String, Object> refused() {
    var body = body(null);
    body.put("serviceName", "VQ_UNKNOWN");
    return body;
  }

  private static String created(Map<String, Object> body, String... headers) {
    return ok(tenant.create(body, headers)).id();
  }

  private static String connected() {
    var id = created(body(null));
    ges.stream().await(id, 1);
    report(id, "QUEUED");
    report(id, "PROCESSING");
    return id;
  }

  private static void report(String id, String state, String... more) {
    assertThat(report(tenant, id, state, more).status()).isEqualTo(200);
  }

  private static Answer report(Tenant whose, String id, String state, String... more) {
    Map<String, Object> fields =
        new HashMap<>(Map.of("_ors_session_id", "s", "_attempt", 1, "_callback_state", state));
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], more[i + 1]);
    }
    return whose.report("VQ", id, fields);
  }

  /** Its answer, which holds the number, is kept for repetitions until it is erased. */
  private static Answer facade() {
    var uri = URI.create(tenant.node().internal() + "/genesys/1/service/callback/VQ");
    var body = Map.of("_customer_number", Tenant.number(NUMBER), "name", SECRET);
    return Http.post(uri, body, "ccid", tenant.ccid(), "Idempotency-Key", "f-62");
  }

  /** Has calls expected, of the customer and for a callback, and one that mistyped its code. */
  private static int expect(String callback) {
    ok(Http.send("PUT", tenant.internal("call-in-groups/CODES"), Map.of("numbers", List.of(LINE))));
    var own =
        Map.of("groupName", "CODES", "fromPhoneNumber", NATIONAL, "userData", Map.of("n", SECRET));
    var linked = Map.of(
        "groupName", "CODES", "callbackServiceId", callback, "userData", Map.of("n", SECRET));
    ok(callIn(linked));
    int code = ok(callIn(own)).data().path("accessCode").asInt();
    assertThat(match(1).outcome()).isEqualTo("404 7143");
    return code;
  }

  private static Answer callIn(Map<String, ?> body) {
    return Http.post(
        tenant.engagement("call-in/requests/create"), body, "x-api-key", tenant.apiKey());
  }

  private static Answer match(int code) {
    var call = Map.of(
        "dnis", LINE, "ani", Tenant.number(NUMBER), "accessCode", code, "callUuid", "call-" + code);
    return Http.post(tenant.internal("call-ins/match"), call);
  }

  private static String reason(String id) {
    return tenant.at(ges.node(1)).retrieve(id).data().path("callbackReason").asText();
  }

  private static double bookings() {
    return Metrics.of(tenant.node()).sum("ges_callbacks_created");
  }

  private static Answer erase() {
    return ok(Http.post(
        tenant.internal("personal-data/erase"), Map.of("phoneNumber", Tenant.number(NUMBER))));
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.outcome()).as(answer.text()).isEqualTo("200 0");
    return answer;
  }
}
