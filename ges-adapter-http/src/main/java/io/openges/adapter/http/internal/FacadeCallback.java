package io.openges.adapter.http.internal;

import io.openges.adapter.http.envelope.WireTime;
import io.openges.domain.callback.Callback;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a callback as the facade shows it (specification 5.2). Stateless. Safe for use by many
 * threads at once.
 */
final class FacadeCallback {

  private FacadeCallback() {}

  /**
   * Returns the answer to a create.
   *
   * @param base the base of update URLs, with a slash at its end
   */
  static Map<String, Object> created(Callback callback, String base) {
    var answer = new LinkedHashMap<String, Object>();
    var id = callback.key().id().toString();
    var service = callback.queue().value();
    answer.put("_id", id);
    answer.put("_service_name", service);
    answer.put("_customer_number", callback.booking().phoneNumber().asGiven());
    answer.put("_desired_time", WireTime.format(callback.schedule().desiredTime()));
    answer.put("_callback_state", callback.state().name());
    answer.put("_callback_reason", reason(callback));
    answer.put("_expiration_time", WireTime.format(callback.schedule().expiresAt()));
    answer.put("_url", base + "genesys/1/service/callback/" + segment(service) + "/" + id);
    return answer;
  }

  /** Returns the answer to a get. */
  static Map<String, Object> found(Callback callback, String base) {
    var answer = created(callback, base);
    answer.put("_attempt", callback.attempt().number());
    return answer;
  }

  /** Returns the answer to an update of the voice platform (specification 17.2, rule 8). */
  static Map<String, Object> updated(Callback callback) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("_id", callback.key().id().toString());
    answer.put("_callback_state", callback.state().name());
    answer.put("_callback_reason", reason(callback));
    answer.put("_desired_time", WireTime.format(callback.schedule().desiredTime()));
    answer.put("_service_name", callback.queue().value());
    answer.put("_customer_number", callback.booking().phoneNumber().asGiven());
    answer.put("_attempt", callback.attempt().number());
    return answer;
  }

  private static String reason(Callback callback) {
    var reason = callback.status().reason();
    return reason == null ? "" : reason.value();
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
