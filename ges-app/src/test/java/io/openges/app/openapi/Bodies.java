package io.openges.app.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.openges.app.installation.Tenant;
import io.openges.app.openapi.Operations.Operation;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies where a schema alone does not tell what is good. Immutable and thread-safe. */
final class Bodies {

  private static final String TENANT = "/ges/v1/tenants/{ccid}/";

  private static final Map<String, Object> PUSH = Map.of(
      "projectId", "my-project", "clientEmail", "ges@example.com", "privateKey", privateKey());

  private static final Map<String, Object> ALL = Map.ofEntries(
      Map.entry("PUT callback-settings", Questions.publication().body()),
      Map.entry("PATCH callback-settings", Map.of()),
      Map.entry("PUT capacity-rules/{rule}", capacity(3)),
      Map.entry("PATCH capacity-rules/{rule}", capacity(4)),
      Map.entry("PUT number-rules/{rule}", Map.of("countries", List.of("US"))),
      Map.entry("PUT region-rules/{rule}", Map.of("regions", List.of("here"))),
      Map.entry("PUT call-in-groups/{group}", Map.of("numbers", List.of("+18005550101"))),
      Map.entry("PUT credentials/captcha", captcha()),
      Map.entry("PUT credentials/gws", Map.of("user", "u", "password", "p")),
      Map.entry("PUT credentials/push", PUSH),
      Map.entry(
          "PUT queues/{queue}/assignments",
          JsonNodeFactory.instance.objectNode().putNull("capacityRule")),
      Map.entry("PATCH callbacks/{id}", Map.of("priority", 1)));

  private Bodies() {}

  /** Returns a body of an operation, null if its schema tells everything. */
  static @Nullable Object of(Operation operation, String callback) {
    var session = "s-" + callback;
    return switch (operation.toString().replace(TENANT, "")) {
      case "PUT callbacks/{id}/attempts/{n}" -> Map.of("state", "QUEUED", "sessionId", session);
      case "PUT /genesys/1/service/callback/{service}/{id}" ->
        Map.of("_attempt", 1, "_callback_state", "QUEUED", "_ors_session_id", session);
      case "POST explain/booking" -> Tenant.at(Questions.QUEUE, 1, Questions.freeTime());
      case "POST personal-data/erase" -> Map.of("callbackId", callback);
      case "POST /engagement/v3/statistics/operations/get-statistic-ex" -> statistics(callback);
      default -> ALL.get(operation.toString().replace(TENANT, ""));
    };
  }

  private static Map<String, Object> capacity(int atMidnight) {
    return Map.of("cellMinutes", 60, "capacity", Map.of("mon", Map.of("00:00", atMidnight)));
  }

  /** Switched off, for nobody here can prove to be a person. */
  private static Map<String, Object> captcha() {
    return Map.of("type", "v2", "siteKey", "site", "secret", "hidden", "enabled", false);
  }

  /** Nobody else has asked for it, so that no answer is at hand. */
  private static Map<String, Object> statistics(String name) {
    var one =
        Map.of("name", name, "objectId", "VQ", "objectType", "Queue", "statisticId", "Waiting");
    return Map.of("statistics", List.of(one));
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
