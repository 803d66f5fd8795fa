package io.openges.adapter.http.google;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.push.PushAccount;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.push.PushNotifications.Message;
import io.openges.ports.driven.push.PushNotifications.Result;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By a small proxy that is real, to a server that speaks TLS. */
class EgressTest {

  private static final String HOST = "google.example";
  private static final String PASSWORD = "changeit";
  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";
  private static final Message MESSAGE = new Message(
      new TenantId(new UUID(1, 2)), "device", Map.of("event", "CALLBACK_FAILED"), false);
  private static final PushAccount ACCOUNT =
      new PushAccount("my-project", "ges@example.com", FcmPushTest.pem());

  private final MockWebServer server = new MockWebServer();

  @TempDir
  private static Path home;

  private static SSLSocketFactory identity;

  @BeforeAll
  static void makeIdentity() throws Exception {
    identity = identity();
  }

  @AfterAll
  static void forgetIdentity() {
    System.clearProperty(TRUST_STORE);
    System.clearProperty(TRUST_PASSWORD);
  }

  @BeforeEach
  void start() throws IOException {
    server.useHttps(identity);
    server.setDispatcher(new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        var body = request.getUrl().encodedPath().equals("/token")
            ? "{\"access_token\":\"t\",\"expires_in\":3599}"
            : "{\"name\":\"projects/my-project/messages/1\"}";
        return new MockResponse.Builder().body(body).build();
      }
    });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void pushesGoByTheProxyWhichLooksUpTheName() throws IOException {
    try (var proxy = new SmallProxy(server.getPort(), null)) {
      assertThat(send(proxy, null)).isEqualTo(Result.SENT);

      assertThat(proxy.requests()).hasSize(2).containsOnly("CONNECT " + HOST + ":443 HTTP/1.1");
      assertThat(server.getRequestCount()).isEqualTo(2);
    }
  }

  @Test
  void aProxyThatWantsToKnowWhoAsksIsTold() throws IOException {
    try (var proxy = new SmallProxy(server.getPort(), "Basic Z2VzOnPDqWNyZXQ=")) {
      assertThat(send(proxy, "ges")).isEqualTo(Result.SENT);
      assertThat(send(proxy, "somebody")).isEqualTo(Result.FAILED);
    }
  }

  @Test
  void nothingIsSentRoundAProxyThatIsAway() throws IOException {
    var proxy = new SmallProxy(server.getPort(), null);
    proxy.close();

    assertThat(send(proxy, null)).isEqualTo(Result.FAILED);
    assertThat(server.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "https://fcm.googleapis.com/, false",
    "https://nexus.example/, true",
    "https://push.nexus.example/, true",
    "https://othernexus.example/, false",
    "https://below.dotted.example/, true",
    "https://starred.example:8443/, true",
    "https://ported.example:8443/, true",
    "https://ported.example/, false",
    "https://10.255.0.1/, true",
    "https://11.0.0.1/, false",
    "https://[fd00::7]/, true",
    "https://[fe00::7]/, false",
    "https://127.0.0.1:9000/, true",
    "https://localhost/, true",
    "https://[::1]/, true",
    "http://fcm.googleapis.com/, true"
  })
  void exceptedHostsAndThisMachineAreReachedDirectly(String address, boolean direct) {
    var egress = Egress.by(
        new Egress.Gateway("proxy.example", 3128, null, ""),
        List.of(
            "Nexus.example",
            ".dotted.example",
            "*.starred.example",
            "ported.example:8443",
            "10.0.0.0/8",
            "fd00::/8"));

    var proxy = proxy(egress, address);

    assertThat(proxy.type() == Proxy.Type.DIRECT).isEqualTo(direct);
    assertThat(proxy(
            Egress.by(new Egress.Gateway("proxy.example", 3128, null, ""), List.of("*")), address))
        .isEqualTo(Proxy.NO_PROXY);
  }

  private static Proxy proxy(Egress egress, String address) {
    var client = new OkHttpClient.Builder();
    egress.apply(client, HttpUrl.get(address));
    return requireNonNull(client.build().proxy());
  }

  private static Result send(SmallProxy proxy, @Nullable String user) {
    var gateway = new Egress.Gateway("127.0.0.1", proxy.port(), user, "sécret");
    var push = new FcmPush(
        URI.create("https://" + HOST + "/"),
        URI.create("https://" + HOST + "/token"),
        Egress.by(gateway, List.of()),
        InstantSource.system(),
        System::nanoTime);
    return push.send(ACCOUNT, MESSAGE);
  }

  /** Makes a certificate for the host, which this JVM trusts until the end of these tests. */
  private static SSLSocketFactory identity() throws Exception {
    var file = home.resolve("server.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var process = new ProcessBuilder(
            keytool,
            "-genkeypair",
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD,
            "-storetype",
            "PKCS12",
            "-alias",
            "server",
            "-dname",
            "CN=" + HOST,
            "-keyalg",
            "EC",
            "-validity",
            "2",
            "-ext",
            "san=dns:" + HOST)
        .redirectErrorStream(true)
        .start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    System.setProperty(TRUST_STORE, file.toString());
    System.setProperty(TRUST_PASSWORD, PASSWORD);
    return context.getSocketFactory();
  }
}
