package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Metrics;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import io.openges.app.installation.TestClock;
import io.openges.app.neighbours.google.SimulatedGoogle;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What customers' devices are told. */
class PushIT {

  private static final String QUEUE = "VQ_PUSH";
  private static final String MOBILE = "VQ_MOBILE";
  private static final String GROUP = "MOBILE";
  private static final String NUMBER = "+18005550191";
  private static final Map<String, Object> MOBILE_ROW =
      Map.of("callDirection", "USERORIGINATED", "callInGroup", GROUP, "pushOfferSeconds", 30);

  private static SimulatedGoogle google;
  private static Devices devices;
  private static final Instant TOMORROW = TestClock.MONDAY_AT_TEN.plus(Duration.ofDays(1));

  private static Installation ges;
  private static Tenant tenant;
  private static int number;

  @BeforeAll
  static void start() {
    google = SimulatedGoogle.start();
    devices = new Devices(google);
    var address = google.uri().toString();
    ges = Installation.ofNodes(
        2,
        Map.of(
            "GES_FCM_URL",
            address,
            "GES_GOOGLE_TOKEN_URL",
            address + "token",
            "GES_SECRET_KEY",
            Base64.getEncoder().encodeToString(new byte[32])));
    tenant = ges.tenant(new Publication()
        .queue(QUEUE, Map.of("pushNotificationThresholdMinutes", 5, "maxCallbacksPerSlot", 500))
        .queue(MOBILE, MOBILE_ROW));
    var group = Map.of("numbers", List.of(NUMBER));
    assertThat(
            Http.send("PUT", tenant.internal("call-in-groups/" + GROUP), group).outcome())
        .isEqualTo("200 0");
    var account = Map.of(
        "projectId",
        "my-project",
        "clientEmail",
        "ges@example.com",
        "privateKey",
        Devices.privateKey());
    var set = Http.send("PUT", tenant.internal("credentials/push"), account);
    assertThat(set.outcome()).isEqualTo("200 0");
    assertThat(set.text()).contains("my-project").doesNotContain("PRIVATE");
    for (int node = 0; node < 2; node++) {
      var there = tenant.at(ges.node(node));
      Eventually.holds(
          "a token is at hand", () -> Devices.tried(there, "device").equals("SENT"));
    }
  }

  @AfterAll
  static void stop() {
    ges.close();
    google.close();
  }

  @Test
  @Tag("scenario-31")
  void whoeverIsToCallHasToNameADevice() {
    assertThat(tenant.create(Tenant.now(MOBILE, 1)).outcome()).isEqualTo("400 7130");
    assertThat(tenant.create(Devices.with(MOBILE, 1, "APNS", "t")).outcome()).isEqualTo("400 501");
    assertThat(tenant.create(Devices.with(MOBILE, 1, "FCM", "t-31")).outcome()).isEqualTo("200 0");
  }

  @Test
  @Tag("scenario-75")
  void thatTheCallIsNearIsToldOnceThoughTheWaitRisesAndFallsAgain() {
    var device = Eventually.find("a device is told", () -> told("device-75-" + number++));
    // whoever is told later shows that nothing is on its way any more
    Eventually.find("another device is told", () -> told("device-76-" + number++));

    var data = devices.pushes(device).get(0).path("data");
    assertThat(google.pushes())
        .extracting(push ->
            push.at("/data/event").asText() + push.at("/data/callbackId").asText())
        .filteredOn(event -> event.startsWith("CALLBACK_UPCOMING"))
        .doesNotHaveDuplicates();
    assertThat(data.path("event").asText()).isEqualTo("CALLBACK_UPCOMING");
    assertThat(tenant.retrieve(data.path("callbackId").asText()).outcome()).isEqualTo("200 0");
  }

  /** A push that Firebase answers too slowly may be lost, as nobody is to be told twice. */
  private static Optional<String> told(String device) {
    var id = tenant.create(Devices.with(QUEUE, 100 + number, "FCM", device)).id();
    ges.stream().await(id, 1);
    int node = 0;
    for (int minutes : new int[] {6, 4, 7, 4}) {
      var told = report(tenant.at(ges.node(node++ % 2)), id, minutes * 60);
      assertThat(told).isEqualTo(200);
    }
    return arrived(device);
  }

  private static Optional<String> moved(String device) {
    moveByADay(scheduled(100 + number, device));
    return arrived(device);
  }

  private static Optional<String> arrived(String device) {
    try {
      Eventually.holds(
          "it is told", Duration.ofSeconds(30), () -> !devices.pushes(device).isEmpty());
      return Optional.of(device);
    } catch (AssertionError lost) {
      return Optional.empty();
    }
  }

  @Test
  void whatASessionAsksForIsSent() {
    var id = tenant.create(Devices.with(MOBILE, 4, "FCM", "device-77")).id();

    Eventually.holds("it is sent", () -> Devices.send(tenant, id).equals("PUSH_SENT"));
    assertThat(devices.pushes("device-77"))
        .isNotEmpty()
        .extracting(push -> push.at("/data/event").asText())
        .containsOnly("CALLBACK_AGENT_AVAILABLE");
    assertThat(Devices.send(tenant, tenant.create(Tenant.now(QUEUE, 5)).id()))
        .isEqualTo("NO_TARGET");
    assertThat(Devices.send(
            tenant, tenant.create(Devices.with(MOBILE, 6, "FCM", "gone-78")).id()))
        .isEqualTo("PUSH_SEND_ERROR");
    assertThat(Metrics.of(ges.node(0)).sum("ges_push_notifications_sent")).isGreaterThan(1);
  }

  @Test
  void theCustomerWhoAsksForANumberConfirmsTheOffer() {
    var id = running(10, "device-10");
    Eventually.holds("the device is told", () -> Devices.send(tenant, id).equals("PUSH_SENT"));
    assertThat(devices.pushes("device-10").get(0).at("/data/groupName").asText())
        .isEqualTo(GROUP);

    var line = callIn(id);
    Eventually.holds("the session is told", () -> !events(id).isEmpty());

    assertThat(line.path("toPhoneNumber").asText()).isEqualTo(NUMBER);
    assertThat(events(id).get(0))
        .startsWith("s-" + id + "/event/callback.confirmed {")
        .contains("\"id\":\"" + id + "\"", "\"attempt\":1")
        .contains("\"toPhoneNumber\":\"" + NUMBER + "\"")
        .contains("\"accessCode\":" + line.path("accessCode").asInt());
  }

  @Test
  void anOfferEndsThoughTheNodeThatMadeItIsGone() {
    var third = ges.addNode();
    var answered = running(11, "device-11");
    Devices.send(tenant, answered);
    callIn(answered);
    var id = running(12, "device-12");
    assertThat(Devices.send(tenant.at(third), id)).startsWith("PUSH_SEN");
    third.close();
    Eventually.holds("the other session is told", () -> !events(answered).isEmpty());

    ges.clock().advance(Duration.ofSeconds(30));
    Eventually.holds("the session is told", () -> !events(id).isEmpty());

    callIn(id);
    var last = running(13, "device-13");
    Devices.send(tenant, last);
    callIn(last);
    Eventually.holds("a later offer is answered", () -> !events(last).isEmpty());
    // who is slow to note that a session was told tells it again, but nothing else
    assertThat(events(id)).allMatch(event -> event.contains("/callback.unconfirmed "));
    assertThat(events(answered)).allMatch(event -> event.contains("/callback.confirmed "));
  }

  @Test
  void aFirebaseThatHangsFailsNoChangeAndIsAskedAgainWhenItAnswers() {
    var id = tenant.create(Devices.with(MOBILE, 20, "FCM", "device-20")).id();
    var booked =
        IntStream.range(21, 31).mapToObj(n -> scheduled(n, "device-" + n)).toList();

    try (var hold = google.hold(SimulatedGoogle.Service.FIREBASE)) {
      booked.forEach(it -> moveByADay(it));
      Eventually.holds("Firebase hangs", hold::isReached);
      scheduled(31, "device-31");
      assertThat(google.pushes())
          .noneMatch(push -> push.at("/data/event").asText().equals("CALLBACK_RESCHEDULED"));
    }

    Eventually.holds("Firebase is asked again", () -> Devices.send(tenant, id).equals("PUSH_SENT"));
    var device = Eventually.find("and told of changes", () -> moved("device-32-" + number++));
    assertThat(devices.pushes(device))
        .allMatch(push -> push.at("/data/event").asText().equals("CALLBACK_RESCHEDULED"));
    // the breaker has closed for the tests to come
    Eventually.holds(
        "and keeps being asked",
        () ->
            IntStream.range(0, 4).allMatch(n -> Devices.tried(tenant, "device").equals("SENT")));
  }

  @Test
  void whoSetAnAccountIsInTheAuditAndItsKeyIsNowhere() {
    var audit = Http.get(tenant.internal("audit?object=credentials:push"));

    assertThat(audit.outcome()).isEqualTo("200 0");
    assertThat(audit.text()).contains("SET_CREDENTIALS").doesNotContain("PRIVATE");
    assertThat(Http.get(tenant.internal("credentials/push")).text())
        .contains("ges@example.com")
        .doesNotContain("PRIVATE");
  }

  private static String scheduled(int number, String device) {
    var body = Devices.with(QUEUE, number, "FCM", device);
    body.put("desiredTime", Tenant.iso(TOMORROW));
    var booked = tenant.create(body);
    assertThat(booked.outcome()).as(booked.text()).isEqualTo("200 0");
    return booked.id();
  }

  private static void moveByADay(String id) {
    var moved = Http.post(
        tenant.internal("callbacks/" + id + "/reschedule"),
        Map.of("desiredTime", Tenant.iso(TOMORROW.plus(Duration.ofDays(1)))));
    assertThat(moved.outcome()).as(moved.text()).isEqualTo("200 0");
  }

  /** Books a callback whose session runs. */
  private static String running(int number, String device) {
    var id = tenant.create(Devices.with(MOBILE, number, "FCM", device)).id();
    ges.stream().await(id, 1);
    ges.platform().session("s-" + id, true);
    assertThat(Devices.report(tenant, MOBILE, id, Map.of())).isEqualTo(200);
    return id;
  }

  private static JsonNode callIn(String id) {
    var body = Map.of("groupName", GROUP, "callbackServiceId", id);
    var answer =
        Http.post(tenant.engagement("call-in/requests/create"), body, "x-api-key", tenant.apiKey());
    assertThat(answer.outcome()).as(answer.text()).isEqualTo("200 0");
    return answer.data();
  }

  private static List<String> events(String id) {
    return ges.platform().sessionEvents().stream()
        .filter(event -> event.startsWith("s-" + id))
        .toList();
  }

  @Test
  void anAccountIsTriedWithoutTellingAnybody() {
    Eventually.holds("it is good", () -> Devices.tried(tenant, "device-79").equals("SENT"));
    assertThat(Devices.tried(tenant, "gone")).isEqualTo("UNREGISTERED");
    assertThat(devices.pushes("device-79")).isEmpty();
  }

  private static int report(Tenant there, String id, int wait) {
    return Devices.report(there, QUEUE, id, Map.of("_ewt", wait));
  }
}
