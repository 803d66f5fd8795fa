package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.http.internal.AdminPorts;
import io.openges.ports.driven.statistics.Statistics;
import io.openges.ports.memory.InMemoryCredentialStore;
import io.openges.usecase.credential.Vault;
import io.openges.usecase.statistics.RegisterLoginService;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialApiTest {

  private static final String PATH = "/ges/v1/tenants/" + TestNode.CCID + "/credentials/gws";
  private static final String LOGIN = "{\"user\":\"u\",\"password\":\"hidden\"}";

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
        new AdminPorts(
            services.administration().settings(),
            services.administration().capacityRules(),
            services.administration().regionRules(),
            new RegisterLoginService(node.statistics, vault)),
        services.health(),
        services.metrics(),
        services.around()))) {
      var refused = keyless.internal().send("PUT", PATH, LOGIN);

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.code()).isEqualTo(7190);
      assertThat(refused.message()).contains("GES_SECRET_KEY");
    }
  }

  @Test
  void theExternalListenerHasNoSuchPath() {
    assertThat(node.external().get(PATH).status()).isEqualTo(404);
  }
}
