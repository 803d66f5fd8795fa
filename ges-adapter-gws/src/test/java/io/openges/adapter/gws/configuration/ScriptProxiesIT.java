package io.openges.adapter.gws.configuration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.adapter.gws.Genesys;
import io.openges.adapter.gws.GwsService;
import io.openges.adapter.gws.auth.OAuthClient;
import io.openges.adapter.gws.auth.ServiceToken;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.contract.QueueProxiesContract;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.queue.QueueProxies;
import io.openges.ports.driven.queue.QueueProxies.QueueProxy;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptProxiesIT extends QueueProxiesContract {

  private static final TenantId TENANT = new TenantId(new UUID(1, 2));
  private static final QueueName QUEUE = new QueueName("VQ_FR_Sales");

  private final Genesys genesys = new Genesys();
  private final ConfigurationStub configuration = new ConfigurationStub();
  private final ServiceToken token = new ServiceToken(
      genesys.service(Dependency.GWS_AUTH), new OAuthClient("ges", "secret"), genesys::nanoTime);
  private final ScriptProxies proxies =
      new ScriptProxies(genesys.service(Dependency.GWS_CONFIGURATION), token, genesys::nanoTime);

  @BeforeEach
  void serve() {
    genesys.serve(ConfigurationStub.PATH, configuration::answer);
  }

  @AfterEach
  void stop() {
    genesys.close();
  }

  @Override
  protected QueueProxies proxies() {
    return proxies;
  }

  @Override
  protected void silence() {
    for (int i = 0; i < 3; i++) {
      genesys.answerNext(Genesys.json(503, ""));
    }
  }

  @Test
  void theListIsAskedForAsOnRecord() throws InterruptedException {
    genesys.answerNext(Genesys.json(200, """
        {"status":{"code":0},"data":{"scripts":[{"name":"GES_VQ_VQ_FR_Sales","DBID":105}]}}"""));

    assertThat(proxies.all(TENANT)).containsExactly(new QueueProxy(QUEUE, "105"));

    genesys.takeRequest();
    var request = genesys.takeRequest();
    assertThat(request.getRequestLine())
        .isEqualTo(
            "GET /configuration/v3/objects/scripts?name=GES_VQ_*&fields=name%2CDBID HTTP/1.1");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer token-1");
    assertThat(request.getHeaders().get("ccid")).isEqualTo(TENANT.toString());
  }

  @Test
  void anObjectIsMadeAsOnRecord() throws InterruptedException {
    proxies.create(TENANT, QUEUE);

    genesys.takeRequest();
    var request = genesys.takeRequest();
    assertThat(request.getRequestLine())
        .isEqualTo("POST /configuration/v3/objects/scripts HTTP/1.1");
    assertThat(requireNonNull(request.getBody()).utf8())
        .isEqualTo("{\"data\":{\"name\":\"GES_VQ_VQ_FR_Sales\","
            + "\"folder\":\"GES Callback Queues\",\"type\":\"CFGSimpleRouting\","
            + "\"userProperties\":[{\"key\":\"ges\",\"type\":\"kvlist\",\"value\":"
            + "[{\"key\":\"vq\",\"type\":\"str\",\"value\":\"VQ_FR_Sales\"}]}]}}");
  }

  @Test
  void anObjectIsDeletedAsOnRecord() throws InterruptedException {
    proxies.remove(TENANT, new QueueProxy(QUEUE, "105"));

    genesys.takeRequest();
    assertThat(genesys.takeRequest().getRequestLine())
        .isEqualTo("DELETE /configuration/v3/objects/scripts/105 HTTP/1.1");
  }

  @Test
  void objectsThatAreNotOursAreNeverSeen() {
    var tenant = TENANT.toString();
    configuration.add(tenant, "GES_VQ_VQ1");
    configuration.add(tenant, "GES_VQ_");
    configuration.add(tenant, "ges_vq_VQ2");
    configuration.add(tenant, "Routing");
    configuration.add(tenant, "x GES_VQ_VQ3");
    configuration.add(tenant, "GES_VQ_" + "x".repeat(256));

    assertThat(proxies.all(TENANT))
        .extracting(QueueProxy::queue)
        .containsExactly(new QueueName("VQ1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[1,null,{},\"x\"]",
        "{\"scripts\":[{\"name\":\"GES_VQ_x\"}]}",
        "[{\"name\":\"GES_VQ_x\",\"DBID\":\"../persons/1\"}]",
        "[{\"name\":\"GES_VQ_x\",\"DBID\":{}}]"
      })
  void entriesThatCannotBeNamedAreLeftOut(String data) {
    genesys.answerNext(Genesys.json(200, "{\"data\":" + data + "}"));

    assertThat(proxies.all(TENANT)).isEmpty();
  }

  static Stream<Supplier<MockResponse>> uselessAnswers() {
    return Stream.of(
        () -> Genesys.json(500, ""),
        () -> Genesys.json(429, ""),
        () -> Genesys.json(403, ""),
        () -> Genesys.json(302, ""),
        () -> Genesys.json(200, "<html>"),
        () -> Genesys.json(200, "{\"data\":{\"scripts\":["),
        () -> Genesys.json(200, "{\"data\":{\"scripts\":{}}}"),
        () -> Genesys.json(200, ""),
        () -> Genesys.json(200, "{\"status\":{\"code\":5},\"data\":[]}"),
        () -> Genesys.json(200, " ".repeat(GwsService.MAX_ANSWER_BYTES) + "[]"));
  }

  @ParameterizedTest
  @MethodSource("uselessAnswers")
  void anAnswerThatTellsNothingIsNoEmptyList(Supplier<MockResponse> useless) {
    for (int i = 0; i < 5; i++) {
      genesys.answerNext(useless.get());
      assertUnavailable(() -> proxies.all(TENANT));
    }
    assertUnavailable(() -> proxies.all(TENANT));
    assertThat(genesys.requests()).as("the breaker keeps callers away").isEqualTo(5);

    genesys.pass(GwsService.REST.plusMillis(1));
    assertThat(proxies.all(TENANT)).isEmpty();
  }

  @Test
  void aBrokenOrSilentConnectionIsUnavailability() {
    for (int i = 0; i < 10; i++) {
      genesys.answerNext(Genesys.reset());
    }
    assertUnavailable(() -> proxies.create(TENANT, QUEUE));
    assertThat(genesys.requests()).isLessThanOrEqualTo(3);
  }

  @Test
  void anAnswerThatNeverComesIsWaitedForWithinTheLimit() {
    genesys.answerNext(Genesys.stall());

    assertUnavailable(() -> proxies.all(TENANT));
    assertThat(proxies.all(TENANT)).isEmpty();
  }

  @Test
  void aRefusalIsNoSuccess() {
    genesys.answerNext(Genesys.json(400, ""));
    assertUnavailable(() -> proxies.create(TENANT, QUEUE));
    genesys.answerNext(Genesys.json(409, ""));
    assertUnavailable(() -> proxies.remove(TENANT, new QueueProxy(QUEUE, "1")));
    genesys.answerNext(Genesys.json(404, ""));
    assertUnavailable(() -> proxies.create(TENANT, QUEUE));
    genesys.answerNext(Genesys.json(404, ""));
    assertUnavailable(() -> proxies.all(TENANT));
  }

  private static void assertUnavailable(Runnable call) {
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.dependency()).isEqualTo(Dependency.GWS_CONFIGURATION));
  }
}
