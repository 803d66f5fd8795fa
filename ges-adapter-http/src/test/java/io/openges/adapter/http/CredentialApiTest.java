package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.http.internal.AdminPorts;
import io.openges.ports.driven.push.PushNotifications.Result;
import io.openges.ports.driven.statistics.Statistics;
import io.openges.ports.memory.InMemoryCredentialStore;
import io.openges.usecase.credential.KeptCredential;
import io.openges.usecase.credential.Vault;
import io.openges.usecase.statistics.RegisterLoginService;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialApiTest {

  private static final String PATH = "/ges/v1/tenants/" + TestNode.CCID + "/credentials/gws";
  private static final String LOGIN = "{\"user\":\"u\",\"password\":\"hidden\"}";

  private static final String CAPTCHA = "/ges/v1/tenants/" + TestNode.CCID + "/credentials/captcha";
  private static final String SITE =
      "{\"type\":\"v3\",\"siteKey\":\"k\",\"secret\":\"captcha-secret\",\"minimumScore\":0.7}";

  private final TestNode node = TestNode.start();
  private final Http http = node.internal();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aLoginIsSetAndNeverToldAgain() {
    assertThat(http.get(PATH).data().toString()).isEqualTo("{\"set\":false}");

    var set = http.send("PUT", PATH, LOGIN);

    var standing = "{\"set\":true,\"setAt\":\"2026-12-01T08:00:00.000Z\",\"usable\":true}";
    assertThat(set.status()).isEqualTo(200);
    assertThat(set.data().toString()).isEqualTo(standing);
    assertThat(http.get(PATH).data().toString()).isEqualTo(standing);
    assertThat(http.get(PATH.replace(TestNode.CCID, TestNode.OTHER_CCID)).data().toString())
        .isEqualTo("{\"set\":false}");
    assertThat(http.send("DELETE", PATH, null).data().toString()).isEqualTo("{\"set\":false}");
    assertThat(http.get(PATH).data().toString()).isEqualTo("{\"set\":false}");
  }

  @Test
  void ofACaptchaSiteEverythingIsToldButItsSecret() {
    assertThat(http.get(CAPTCHA).data().toString()).isEqualTo("{\"set\":false}");

    var set = http.send("PUT", CAPTCHA, SITE);

    assertThat(set.data().toString())
        .isEqualTo("{\"set\":true,\"setAt\":\"2026-12-01T08:00:00.000Z\",\"usable\":true,"
            + "\"type\":\"v3\",\"siteKey\":\"k\",\"minimumScore\":0.7,\"enabled\":true}");
    assertThat(http.get(CAPTCHA).data()).isEqualTo(set.data());
    assertThat(http.send("DELETE", CAPTCHA, null).data().toString()).isEqualTo("{\"set\":false}");
  }

  @Test
  void aServiceAccountIsKeptTriedAndToldButForItsKey() throws Exception {
    var path = CAPTCHA.replace("captcha", "push");
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var key = Base64.getEncoder()
        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
    var account = "{\"projectId\":\"my-project\",\"clientEmail\":\"e\",\"privateKey\":"
        + "\"-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n\"}";
    var test = "{\"target\":\"t\"}";

    assertThat(http.post(path + "/test", test).status()).isEqualTo(404);
    assertThat(http.send("PUT", path, account.formatted("AAAA")).message())
        .startsWith("privateKey: ");
    assertThat(http.send("PUT", path, account.formatted(key).replace("my-project", "a/../b"))
            .message())
        .startsWith("projectId: ");
    assertThat(http.send("PUT", path, account.formatted(key)).code()).isZero();

    assertThat(http.get(path).data().toString())
        .endsWith("\"usable\":true,\"projectId\":\"my-project\",\"clientEmail\":\"e\"}");
    assertThat(http.post(path + "/test", test).data().toString())
        .isEqualTo("{\"result\":\"UNREGISTERED\"}");
    assertThat(node.push.asked).containsExactly("nobody t", "my-project t");
    assertThat(http.send("DELETE", path, null).data().toString()).isEqualTo("{\"set\":false}");
  }

  @Test
  void whereNexusHasTheAccountsThereIsNothingToTry() {
    node.push.withoutAccount = Result.NOT_TRIED;

    var tried = http.post(CAPTCHA.replace("captcha", "push") + "/test", "{\"target\":\"t\"}");

    assertThat(tried.status()).isEqualTo(200);
    assertThat(tried.data().toString()).isEqualTo("{\"result\":\"NOT_TRIED\"}");
  }

  @Test
  void aSessionAsksForAPush() {
    var id = "00000000-0000-4000-8000-000000000001";
    var path = "/ges/v1/tenants/" + TestNode.CCID + "/callbacks/" + id + "/push";
    var event = "{\"event\":\"CALLBACK_AGENT_AVAILABLE\"";

    assertThat(http.post(path, event + ",\"data\":{\"a\":\"b\"}}").data().toString())
        .isEqualTo("{\"result\":\"PUSH_SENT\"}");
    assertThat(node.push.asked).containsExactly(id + " CALLBACK_AGENT_AVAILABLE {a=b}");
    assertThat(http.post(path, event + ",\"attempt\":2}").status()).isEqualTo(200);
    assertThat(node.push.asked).contains(id + " CALLBACK_AGENT_AVAILABLE {} 2");
    assertThat(http.post(path, event + ",\"attempt\":0}").code()).isEqualTo(501);
    assertThat(http.post(path, event + ",\"data\":{\"a\":1}}").message())
        .isEqualTo("data.a: expected a string");
    assertThat(http.post(path, event + ",\"data\":{\"unknown\":\"\"}}").status())
        .isEqualTo(404);
    assertThat(http.post(path, "{\"event\":\"ANOTHER\"}").code()).isEqualTo(501);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"v4\",\"siteKey\":\"k\",\"secret\":\"s\"}",
        "{\"siteKey\":\"k\",\"secret\":\"s\"}",
        "{\"type\":\"v2\",\"siteKey\":\"k\"}",
        "{\"type\":\"v2\",\"siteKey\":\"k\",\"secret\":\"s\",\"minimumScore\":1.1}",
      })
  void halfACaptchaSiteIsNone(String body) {
    assertThat(http.send("PUT", CAPTCHA, body).code()).isEqualTo(501);
  }

  @Test
  void whoeverComesWithAKeyMustSolveTheCaptchaAndTheInternalNetworkNeedNot() {
    http.send("PUT", CAPTCHA, SITE);
    var create = "/engagement/v3/callbacks/create";
    var body = "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\"";
    var good = ",\"captchaToken\":\"" + node.google.solve(0.9) + "\"}";

    for (var door : List.of(node.external(), http)) {
      assertThat(door.post(create, body + "}", "x-api-key", TestNode.KEY).code())
          .isEqualTo(7120);
    }
    assertThat(http.post(create, body + ",\"captchaToken\":\"x\"}", "x-api-key", TestNode.KEY)
            .code())
        .isEqualTo(7121);
    assertThat(
            node.external().post(create, body + good, "x-api-key", TestNode.KEY).code())
        .isZero();
    assertThat(http.post(create, body + "}", "ccid", TestNode.CCID).code()).isZero();
    node.google.answer(false);
    assertThat(http.post(create, body + good, "x-api-key", TestNode.KEY).code()).isEqualTo(7122);
  }

  @Test
  void aLoginThatIsRefusedIsNotKept() {
    node.statistics.refuse(new Statistics.Login("u", "hidden"));

    var refused = http.send("PUT", PATH, LOGIN);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.code()).isEqualTo(7151);
    assertThat(http.get(PATH).data().toString()).isEqualTo("{\"set\":false}");
  }

  @Test
  void aLoginThatCannotBeCheckedIsNotKept() {
    node.statistics.answer(false);

    assertThat(http.send("PUT", PATH, LOGIN).code()).isEqualTo(7190);
    assertThat(http.get(PATH).data().toString()).isEqualTo("{\"set\":false}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"user\":\"u\"}", "{\"password\":\"p\"}", "{\"user\":\"\",\"password\":\"p\"}"})
  void halfALoginIsNone(String body) {
    assertThat(http.send("PUT", PATH, body).code()).isEqualTo(501);
  }

  @Test
  void withoutAKeyTheAnswerNamesTheVariable() {
    var vault = new Vault(new InMemoryCredentialStore(), Optional.empty(), node.time);
    try (var keyless = TestNode.with(services -> new HttpServices(
        services.callbacks(),
        services.queues(),
        services.callIns(),
        new AdminPorts(
            services.administration().settings(),
            services.administration().rules(),
            new RegisterLoginService(node.statistics, vault),
            KeptCredential.captcha(vault),
            new AdminPorts.Pushes(KeptCredential.push(vault), node.push),
            services.administration().privacy()),
        services.health(),
        services.metrics(),
        services.around()))) {
      var refused = keyless.internal().send("PUT", PATH, LOGIN);

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.code()).isEqualTo(7190);
      assertThat(refused.message()).contains("GES_SECRET_KEY");
      assertThat(keyless.internal().send("PUT", CAPTCHA, SITE).message())
          .contains("GES_SECRET_KEY");
    }
  }

  @Test
  void theExternalListenerHasNoSuchPath() {
    assertThat(node.external().get(PATH).status()).isEqualTo(404);
  }
}
