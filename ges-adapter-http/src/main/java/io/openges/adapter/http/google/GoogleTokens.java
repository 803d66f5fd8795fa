package io.openges.adapter.http.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.openges.domain.push.PushAccount;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.FormBody;
import okhttp3.Request;

/**
 * Access tokens of service accounts, by a signed assertion (specification 17.6), each used until 5
 * minutes before its end. Safe for use by many threads at once.
 */
final class GoogleTokens {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration SPARE = Duration.ofMinutes(5);
  private static final Duration LIFE = Duration.ofHours(1);
  private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final int MOST_HELD = 1_000;

  private final URI address;
  private final InternetService service;
  private final InstantSource time;
  private final Map<PushAccount, Held> held = new ConcurrentHashMap<>();

  GoogleTokens(URI address, Egress egress, InstantSource time) {
    this.address = address;
    this.service = new InternetService(address, LIMIT, egress);
    this.time = time;
  }

  /**
   * Returns a token.
   *
   * @throws RefusedException if the account is not accepted
   * @throws IOException if nobody answers
   */
  String token(PushAccount account) throws IOException, RefusedException {
    var now = time.instant();
    var known = held.get(account);
    if (known != null && now.isBefore(known.until())) {
      return known.token();
    }
    var form = new FormBody.Builder()
        .add("grant_type", GRANT)
        .add("assertion", assertion(account, now))
        .build();
    var answer =
        service.ask(new Request.Builder().url(service.address()).post(form).build());
    if (answer.isTransient()) {
      throw new IOException("answered " + answer.status());
    }
    var token = answer.body().path("access_token").asText("");
    if (!answer.isSuccess() || token.isEmpty()) {
      throw new RefusedException();
    }
    if (held.size() >= MOST_HELD) {
      held.clear();
    }
    var life = Duration.ofSeconds(answer.body().path("expires_in").asLong(0));
    held.put(account, new Held(token, now.plus(life).minus(SPARE)));
    return token;
  }

  /** Forgets a token that is not accepted any more. */
  void forget(PushAccount account) {
    held.remove(account);
  }

  private String assertion(PushAccount account, Instant now) throws RefusedException {
    var key = ServiceAccountKey.parse(account.privateKey()).orElseThrow(RefusedException::new);
    var nodes = JsonNodeFactory.instance;
    var head = nodes.objectNode().put("alg", "RS256").put("typ", "JWT");
    var claims = nodes
        .objectNode()
        .put("iss", account.clientEmail())
        .put("scope", SCOPE)
        .put("aud", address.toString())
        .put("iat", now.getEpochSecond())
        .put("exp", now.plus(LIFE).getEpochSecond());
    var text =
        base64(head.toString().getBytes(UTF_8)) + "." + base64(claims.toString().getBytes(UTF_8));
    return text + "." + base64(sign(key, text));
  }

  private static byte[] sign(PrivateKey key, String text) throws RefusedException {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException unusable) {
      throw new RefusedException();
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The account is not accepted; says nothing of its key. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException() {
      super("the service account is not accepted");
    }
  }

  private record Held(String token, Instant until) {

    /** Returns nothing of the token. */
    @Override
    public String toString() {
      return "Held[" + until + "]";
    }
  }
}
