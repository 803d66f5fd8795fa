package io.openges.app.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import io.openges.app.installation.Http;
import io.openges.app.installation.Tenant;
import io.openges.app.neighbours.google.SimulatedGoogle;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What customers' devices are sent, as Firebase takes it, and who has it sent. Safe for use by many
 * threads at once.
 *
 * @param google what takes it
 */
record Devices(SimulatedGoogle google) {

  /** Returns what a device was sent, in order. */
  List<JsonNode> pushes(String device) {
    return google.pushes().stream()
        .filter(push -> push.path("token").asText("").equals(device))
        .toList();
  }

  /** Returns a booking that names a device. */
  static Map<String, Object> with(String queue, int number, String channel, String token) {
    Map<String, Object> body = new HashMap<>(Tenant.now(queue, number));
    body.put("pushTargets", List.of(Map.of("channel", channel, "target", token)));
    return body;
  }

  /** Returns what Firebase says of the tenant's account. */
  static String tried(Tenant there, String device) {
    var path = there.internal("credentials/push/test");
    return Http.post(path, Map.of("target", device)).data().path("result").asText();
  }

  /** Asks for a push as a session does and returns what came of it. */
  static String send(Tenant there, String id) {
    var body = Map.of("event", "CALLBACK_AGENT_AVAILABLE");
    var answer = Http.post(there.internal("callbacks/" + id + "/push"), body);
    return answer.data().path("result").asText();
  }

  /** Reports as a session that waits, and returns the status of the answer. */
  static int report(Tenant there, String queue, String id, Map<String, ?> more) {
    Map<String, Object> fields = new HashMap<>(more);
    fields.putAll(Map.of("_attempt", 1, "_ors_session_id", "s-" + id, "_callback_state", "QUEUED"));
    return there.report(queue, id, fields).status();
  }

  /** Returns the key of a service account. */
  static String privateKey() {
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
