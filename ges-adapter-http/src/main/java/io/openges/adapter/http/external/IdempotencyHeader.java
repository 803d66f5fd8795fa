package io.openges.adapter.http.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openges.adapter.http.envelope.Json;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.listener.Call;
import io.openges.domain.callback.Callback;
import io.openges.ports.driving.callback.BookCallback.Idempotency;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header {@code Idempotency-Key} (specification 3.1). Stateless. Safe for use by many
 * threads at once.
 */
public final class IdempotencyHeader {

  private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");
  private static final Duration TWIN = Duration.ofSeconds(10);

  private IdempotencyHeader() {}

  /**
   * Returns the key with the fingerprint of {@code body}, null if the caller sent none.
   *
   * @param body the request; its captcha token does not count, nor the order of its members
   * @param answer makes the answer to remember
   * @throws ProblemException with code 7161 if the key has no valid form
   */
  public static @Nullable Idempotency read(
      Call call, ObjectNode body, Function<Callback, String> answer) {
    var key = call.header("Idempotency-Key");
    if (key == null) {
      return null;
    }
    if (!FORM.matcher(key).matches()) {
      throw ProblemException.of(StatusCode.IDEMPOTENCY_KEY_INVALID);
    }
    call.waitLonger(TWIN);
    return new Idempotency(key, fingerprint(body), answer);
  }

  /** Returns SHA-256 over the body in canonical form, as hexadecimal digits. */
  static String fingerprint(ObjectNode body) {
    var members = new TreeMap<String, Object>();
    body.properties().forEach(entry -> {
      boolean counts =
          !entry.getKey().equals("captchaToken") && !entry.getValue().isNull();
      if (counts) {
        members.put(entry.getKey(), canonical(entry.getValue()));
      }
    });
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var text = Json.text(members);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private static Object canonical(JsonNode node) {
    if (node.isObject()) {
      var members = new TreeMap<String, Object>();
      node.properties().forEach(entry -> members.put(entry.getKey(), canonical(entry.getValue())));
      return members;
    }
    if (node.isArray()) {
      return node.valueStream().map(IdempotencyHeader::canonical).toList();
    }
    return node.isNumber() ? node.decimalValue().stripTrailingZeros() : node;
  }
}
