package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.GenesysServices;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Metrics;
import io.openges.app.installation.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Figures of the contact center, asked of Genesys Web Services. */
class StatisticsIT {

  private static final String PATH = "statistics/operations/get-statistic-ex";

  private static GenesysServices genesys;
  private static Installation ges;
  private static Tenant tenant;

  @BeforeAll
  static void start() {
    genesys = new GenesysServices();
    var environment = new HashMap<>(genesys.environment());
    environment.put("GES_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    ges = Installation.ofNodes(2, environment);
    tenant = ges.tenant();
  }

  @AfterAll
  static void stop() {
    ges.close();
    genesys.close();
  }

  @Test
  @Tag("scenario-72")
  void equalQuestionsAreAskedOnceAndAYoungAnswerOutlivesAnOutage() {
    genesys.statisticsAnswers(200);
    ges.clock().standAt(ges.now());
    var first = ask("VQ_72");
    assertThat(first.outcome()).isEqualTo("200 0");
    int asked = genesys.statisticsRequests();

    assertThat(ask("VQ_72").data()).isEqualTo(first.data());
    assertThat(ask("VQ_72", "Cache-Control", "max-age=5").data()).isEqualTo(first.data());
    genesys.statisticsAnswers(503);
    ges.clock().advance(Duration.ofSeconds(10));
    assertThat(ask("VQ_72").data()).isEqualTo(first.data());
    assertThat(genesys.statisticsRequests()).isEqualTo(asked);

    double errors = errors();
    ges.clock().advance(Duration.ofSeconds(6));
    var down = ask("VQ_72");
    assertThat(down.outcome()).isEqualTo("503 7190");
    assertThat(down.header("Retry-After")).contains("5");
    assertThat(errors()).isEqualTo(errors + 1);
  }

  /** Sharing is best effort, so some question has to be answered once for both. */
  @Test
  @Tag("scenario-72")
  void whatOneNodeHeardTheOtherTells() {
    genesys.statisticsAnswers(200);
    var number = new AtomicInteger();

    Eventually.holds("both tell the same", () -> {
      var queue = "VQ_SHARED_" + number.incrementAndGet();
      int before = genesys.statisticsRequests();
      var first = ask(queue);
      var second = askAt(tenant.at(ges.node(1)), queue);
      assertThat(second.outcome()).isEqualTo("200 0");
      return first.data().equals(second.data()) && genesys.statisticsRequests() == before + 1;
    });
  }

  @Test
  void aTenantRegistersALoginThatIsNeverToldAgain() {
    genesys.statisticsAnswers(200);
    var path = tenant.internal("credentials/gws");

    var login = Map.of("user", "somebody", "password", "hidden-1");
    assertThat(Http.send("PUT", path, login).outcome()).isEqualTo("401 7151");
    assertThat(Http.get(path).data().path("set").asBoolean()).isFalse();

    login = Map.of("user", "somebody", "password", "hidden-2");
    assertThat(Http.send("PUT", path, login).outcome()).isEqualTo("200 0");

    assertThat(Http.get(path).data().path("usable").asBoolean()).isTrue();
    assertThat(Http.get(path).text()).doesNotContain("somebody", "hidden");
    assertThat(ask("VQ_REGISTERED").outcome()).isEqualTo("200 0");
    assertThat(genesys.lastUser()).isEqualTo("somebody");
    assertThat(Http.send("DELETE", path, null).outcome()).isEqualTo("200 0");
  }

  @Test
  void aRefusalIsToldInTheWordsOfGenesys() {
    genesys.statisticsAnswers(400);

    var refused = ask("VQ_REFUSED");

    assertThat(refused.outcome()).isEqualTo("400 7152");
    assertThat(refused.message()).isEqualTo("told to fail");
  }

  @Test
  void thePagesThatEnvironmentTellsMayAsk() {
    genesys.statisticsAnswers(200);

    Eventually.holds(
        "the page is known",
        () -> ask("VQ_PAGE", "Origin", GenesysServices.ORIGIN)
            .header("Access-Control-Allow-Origin")
            .equals(Optional.of(GenesysServices.ORIGIN)));
    assertThat(
            ask("VQ_PAGE", "Origin", "https://evil.example").header("Access-Control-Allow-Origin"))
        .isEmpty();
  }

  private static double errors() {
    return Metrics.of(ges.node(0)).sum("GWS_SERVER_ERROR");
  }

  private static Answer ask(String queue, String... headers) {
    return askAt(tenant, queue, headers);
  }

  private static Answer askAt(Tenant where, String queue, String... headers) {
    List<String> all = new ArrayList<>(List.of("x-api-key", tenant.apiKey()));
    all.addAll(Arrays.asList(headers));
    var one = Map.of(
        "name", "s1", "objectId", queue, "objectType", "Queue", "statisticId", "CurrentCalls");
    return Http.post(
        where.engagement(PATH), Map.of("statistics", List.of(one)), all.toArray(new String[0]));
  }
}
