package io.openges.app.neighbours.google;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Tells machines from persons by what their tokens look like. Safe for use by many threads at once.
 */
final class Siteverify {

  private static final Pattern SCORED = Pattern.compile("score-(0(?:\\.[0-9]+)?|1)(?:-.*)?");
  private static final double PERSON = 0.9;
  private static final int MAX_SPENT = 10_000;

  private final Set<String> spent = ConcurrentHashMap.newKeySet();

  /** Answers a form with {@code secret} and {@code response}. */
  ObjectNode answer(Map<String, String> form) {
    var token = form.getOrDefault("response", "");
    if (form.getOrDefault("secret", "").isEmpty()) {
      return refusal("missing-input-secret");
    }
    if (token.isEmpty()) {
      return refusal("missing-input-response");
    }
    if (token.startsWith("bad")) {
      return refusal("invalid-input-response");
    }
    if (spent.size() >= MAX_SPENT) {
      spent.clear();
    }
    if (!spent.add(token)) {
      return refusal("timeout-or-duplicate");
    }
    var scored = SCORED.matcher(token);
    return JsonNodeFactory.instance
        .objectNode()
        .put("success", true)
        .put("score", scored.matches() ? Double.parseDouble(scored.group(1)) : PERSON)
        .put("hostname", "localhost");
  }

  private static ObjectNode refusal(String code) {
    var answer = JsonNodeFactory.instance.objectNode().put("success", false);
    answer.putArray("error-codes").add(code);
    return answer;
  }
}
