package io.openges.adapter.http.google;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openges.domain.push.PushAccount;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.contract.PushNotificationsContract;
import io.openges.ports.driven.push.PushNotifications;
import io.openges.ports.driven.push.PushNotifications.Message;
import io.openges.ports.driven.push.PushNotifications.Result;
import io.openges.ports.testing.MovableTime;
import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against Google's answers as they were recorded. */
class FcmPushTest extends PushNotificationsContract {

  private static final KeyPair KEYS = keys();
  private static final JsonMapper JSON = new JsonMapper();
  private static final PushAccount ACCOUNT =
      new PushAccount("my-project", "ges@my-project.iam.gserviceaccount.com", pem(KEYS));

  private final MockWebServer server = new MockWebServer();
  private final MovableTime time = new MovableTime(Instant.parse("2026-12-01T08:00:00Z"));
  private final Map<String, Result> results = new ConcurrentHashMap<>();
  private final List<String> delivered = new CopyOnWriteArrayList<>();
  private final List<String> assertions = new CopyOnWriteArrayList<>();
  private final AtomicLong nanos = new AtomicLong(-5);
  private volatile Duration forTokens = Duration.ZERO;
  private volatile boolean silentTokens;

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        var body = requireNonNull(request.getBody()).utf8();
        var path = request.getUrl().encodedPath();
        if (path.equals("/token")) {
          if (silentTokens) {
            return silence();
          }
          nanos.addAndGet(forTokens.toNanos());
          assertions.add(
              requireNonNull(HttpUrl.get("http://form/?" + body).queryParameter("assertion")));
          return json(
              200, "{\"access_token\":\"ya29.x\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");
        }
        if (path.startsWith("/elsewhere/")) {
          return json(404, "{\"error\":{\"code\":404,\"status\":\"NOT_FOUND\"}}");
        }
        assertThat(path).isEqualTo("/v1/projects/my-project/messages:send");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer ya29.x");
        return firebase(tree(body));
      }
    });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private MockResponse firebase(JsonNode request) {
    var device = request.at("/message/token").asText("");
    switch (results.getOrDefault(device, Result.SENT)) {
      case SENT -> {
        if (!request.path("validate_only").asBoolean()) {
          delivered.add(device);
        }
        return json(200, "{\"name\":\"projects/my-project/messages/0:15\"}");
      }
      case UNREGISTERED -> {
        return json(
            404,
            "{\"error\":{\"code\":404,\"status\":\"NOT_FOUND\",\"details\":"
                + "[{\"errorCode\":\"UNREGISTERED\"}]}}");
      }
      case REFUSED -> {
        return json(400, "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\"}}");
      }
      case UNKNOWN -> {
        return silence();
      }
      default -> {
        return json(503, "{\"error\":{\"code\":503,\"status\":\"UNAVAILABLE\"}}");
      }
    }
  }

  @Override
  protected PushNotifications notifications() {
    return push(server.url("/").toString());
  }

  private FcmPush push(String address) {
    return new FcmPush(
        URI.create(address),
        URI.create(server.url("/token").toString()),
        Egress.DIRECT,
        time,
        nanos::get);
  }

  @Override
  protected PushAccount account() {
    return ACCOUNT;
  }

  @Override
  protected void answer(String token, Result result) {
    results.put(token, result);
  }

  @Override
  protected List<String> delivered() {
    return delivered;
  }

  @Test
  void aTokenServesUntilFiveMinutesBeforeItsEnd() {
    var push = notifications();
    push.send(ACCOUNT, message());
    time.advance(Duration.ofSeconds(3298));
    push.send(ACCOUNT, message());
    assertThat(assertions).hasSize(1);

    time.advance(Duration.ofSeconds(1));
    push.send(ACCOUNT, message());
    assertThat(assertions).hasSize(2);
  }

  @Test
  void theAssertionIsSignedAndSaysWhatIsAskedFor() throws Exception {
    notifications().send(ACCOUNT, message());

    var parts = assertions.get(0).split("\\.", -1);
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(KEYS.getPublic());
    signature.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    var claims = tree(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
    assertThat(claims.path("iss").asText()).isEqualTo(ACCOUNT.clientEmail());
    assertThat(claims.path("scope").asText()).endsWith("/auth/firebase.messaging");
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3600);
  }

  @Test
  void aKeyThatIsNoneIsRefusedWithoutAskingAnybody() {
    var broken = new PushAccount("my-project", "x", "not a key");

    assertThat(notifications().send(broken, message())).isEqualTo(Result.REFUSED);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void aWrongProjectOrAddressDropsNoDevice() {
    var push = push(server.url("/elsewhere/").toString());

    assertThat(push.send(ACCOUNT, message())).isEqualTo(Result.REFUSED);
  }

  @Test
  void silenceMayBeOverLater() {
    var push = push("http://127.0.0.1:1/");

    assertThat(push.send(ACCOUNT, message())).isEqualTo(Result.FAILED);
  }

  @Test
  void whatGotNoAnswerIsSentOnce() {
    var push = notifications();
    push.send(ACCOUNT, message());
    results.put("device", Result.UNKNOWN);

    assertThat(push.send(ACCOUNT, message())).isEqualTo(Result.UNKNOWN);

    assertThat(server.getRequestCount()).as("a token and two pushes").isEqualTo(3);
  }

  @Test
  void withoutATokenNothingIsSentSoThatItMayBeLater() {
    silentTokens = true;

    assertThat(notifications().send(ACCOUNT, message())).isEqualTo(Result.FAILED);
  }

  @Test
  void aTokenThatTookAllTheTimeLeavesNoneForThePushButIsAtHandForTheNext() {
    forTokens = Duration.ofSeconds(7);
    var push = notifications();

    assertThat(push.send(ACCOUNT, message())).isEqualTo(Result.FAILED);
    assertThat(server.getRequestCount()).as("a token").isEqualTo(1);
    assertThat(push.send(ACCOUNT, message())).isEqualTo(Result.SENT);
  }

  private static Message message() {
    return new Message(
        new TenantId(new UUID(1, 2)), "device", Map.of("event", "CALLBACK_UPCOMING"), false);
  }

  private static MockResponse silence() {
    return new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build();
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse.Builder().code(status).body(body).build();
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair keys() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns some service account's key. */
  static String pem() {
    return pem(KEYS);
  }

  private static String pem(KeyPair keys) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }
}
