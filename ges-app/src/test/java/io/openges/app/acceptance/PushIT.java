package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Metrics;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import io.openges.app.neighbours.google.SimulatedGoogle;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What customers' devices are told. */
class PushIT {

  private static final String QUEUE = "VQ_PUSH";
  private static final String MOBILE = "VQ_MOBILE";

  private static SimulatedGoogle google;
  private static Installation ges;
  private static Tenant tenant;

  @BeforeAll
  static void start() {
    google = SimulatedGoogle.start();
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
        .queue(QUEUE, Map.of("pushNotificationThresholdMinutes", 5))
        .queue(MOBILE, Map.of("callDirection", "USERORIGINATED")));
    var account = Map.of(
        "projectId", "my-project", "clientEmail", "ges@example.com", "privateKey", privateKey());
    var set = Http.send("PUT", tenant.internal("credentials/push"), account);
    assertThat(set.outcome()).isEqualTo("200 0");
    assertThat(set.text()).contains("my-project").doesNotContain("PRIVATE");
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
    assertThat(tenant.create(with(MOBILE, 1, "APNS", "t")).outcome()).isEqualTo("400 501");
    assertThat(tenant.create(with(MOBILE, 1, "FCM", "t-31")).outcome()).isEqualTo("200 0");
  }

  @Test
  @Tag("scenario-75")
  void thatTheCallIsNearIsToldOnceThoughTheWaitRisesAndFallsAgain() {
    var id = tenant.create(with(QUEUE, 2, "FCM", "device-75")).id();
    ges.stream().await(id, 1);

    int node = 0;
    for (int minutes : new int[] {6, 4, 7, 4}) {
      var there = tenant.at(ges.node(node++ % 2));
      var told = report(there, id, minutes * 60);
      assertThat(told).isEqualTo(200);
    }
    Eventually.holds("the device is told", () -> pushes("device-75").size() == 1);
    // whoever would be told later proves that nothing is on its way any more
    var last = tenant.create(with(QUEUE, 3, "FCM", "device-76")).id();
    ges.stream().await(last, 1);
    report(tenant, last, 60);
    Eventually.holds("the other device is told", () -> pushes("device-76").size() == 1);

    var data = pushes("device-75").get(0).path("data");
    assertThat(pushes("device-75")).hasSize(1);
    assertThat(data.path("event").asText()).isEqualTo("CALLBACK_UPCOMING");
    assertThat(data.path("callbackId").asText()).isEqualTo(id);
  }

  @Test
  void whatASessionAsksForIsSent() {
    var id = tenant.create(with(MOBILE, 4, "FCM", "device-77")).id();

    assertThat(send(id)).isEqualTo("PUSH_SENT");
    assertThat(pushes("device-77"))
        .extracting(push -> push.at("/data/event").asText())
        .containsExactly("CALLBACK_AGENT_AVAILABLE");
    assertThat(send(tenant.create(Tenant.now(QUEUE, 5)).id())).isEqualTo("NO_TARGET");
    assertThat(send(tenant.create(with(MOBILE, 6, "FCM", "gone-78")).id()))
        .isEqualTo("PUSH_SEND_ERROR");
    assertThat(Metrics.of(ges.node(0)).sum("ges_push_notifications_sent")).isGreaterThan(1);
  }

  @Test
  void anAccountIsTriedWithoutTellingAnybody() {
    var path = tenant.internal("credentials/push/test");

    assertThat(Http.post(path, Map.of("target", "device-79")).data().path("result").asText())
        .isEqualTo("SENT");
    assertThat(Http.post(path, Map.of("target", "gone")).data().path("result").asText())
        .isEqualTo("UNREGISTERED");
    assertThat(pushes("device-79")).isEmpty();
  }

  private static String send(String id) {
    var body = Map.of("event", "CALLBACK_AGENT_AVAILABLE");
    var answer = Http.post(tenant.internal("callbacks/" + id + "/push"), body);
    return answer.data().path("result").asText();
  }

  private static int report(Tenant there, String id, int wait) {
    return there
        .report(
            QUEUE,
            id,
            Map.of(
                "_attempt", 1,
                "_ors_session_id", "s-" + id,
                "_callback_state", "QUEUED",
                "_ewt", wait))
        .status();
  }

  private static List<JsonNode> pushes(String device) {
    return google.pushes().stream()
        .filter(push -> push.path("token").asText("").equals(device))
        .toList();
  }

  private static Map<String, Object> with(String queue, int number, String channel, String token) {
    Map<String, Object> body = new HashMap<>(Tenant.now(queue, number));
    body.put("pushTargets", List.of(Map.of("channel", channel, "target", token)));
    return body;
  }

  private static String privateKey() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      var encoded = generator.generateKeyPair().getPrivate().getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder().encodeToString(encoded)
          + "\n-----END PRIVATE KEY-----\n";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
