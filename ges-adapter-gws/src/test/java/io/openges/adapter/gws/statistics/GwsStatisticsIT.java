package io.openges.adapter.gws.statistics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.adapter.gws.Genesys;
import io.openges.adapter.gws.GwsService;
import io.openges.adapter.gws.auth.CredentialsRefusedException;
import io.openges.adapter.gws.auth.GwsUser;
import io.openges.adapter.gws.auth.OAuthClient;
import io.openges.adapter.gws.auth.UserTokens;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.contract.StatisticsContract;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.statistics.Statistics;
import io.openges.ports.driven.statistics.Statistics.CredentialsRefused;
import io.openges.ports.driven.statistics.Statistics.Figures;
import io.openges.ports.driven.statistics.Statistics.Login;
import io.openges.ports.driven.statistics.Statistics.Refused;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GwsStatisticsIT extends StatisticsContract {

  private static final TenantId TENANT = new TenantId(new UUID(1, 2));
  private static final String QUESTION = """
      {"statistics":[{"name":"s1","objectId":"VQ_FR_Sales","objectType":"Queue","statisticId":"CurrentCalls"}]}""";
  private static final String ANSWER = """
      {"status":{"code":0},"data":{"statistics":[{"name":"s1","objectId":"VQ_FR_Sales",\
      "objectType":"Queue","statisticId":"CurrentCalls","timestamp":1796119200000,"value":12}]}}""";

  private final Genesys genesys = new Genesys();
  private final Map<TenantId, GwsUser> users = new ConcurrentHashMap<>();
  private final UserTokens tokens = new UserTokens(
      genesys.service(Dependency.GWS_AUTH), new OAuthClient("ges", "secret"), genesys::nanoTime);
  private final GwsStatistics statistics = new GwsStatistics(
      genesys.service(Dependency.GWS_STATISTICS),
      tokens,
      tenant -> Optional.ofNullable(users.get(tenant)),
      genesys::nanoTime);

  @AfterEach
  void stop() {
    genesys.close();
  }

  @Override
  protected Statistics statistics() {
    return statistics;
  }

  @Override
  protected void register(TenantId tenant, boolean areAccepted) {
    var name = "user" + tenant;
    users.put(tenant, new GwsUser(name, "p&ss=wörd"));
    if (!areAccepted) {
      genesys.refuseUser(name);
    }
  }

  @Override
  protected void say(String question, Figures figures) {
    genesys.figures(
        question,
        Genesys.json(200, "{\"status\":{\"code\":0},\"data\":" + figures.json() + ",\"new\":1}"));
  }

  @Override
  protected void refuse(String question, Refused refusal) {
    genesys.figures(
        question,
        Genesys.json(400, "{\"status\":{\"code\":7,\"message\":\"" + refusal.message() + "\"}}"));
  }

  @Override
  protected void refuse(Login login) {
    // As it stands in a form.
    genesys.refuseUser(URLEncoder.encode(login.user(), StandardCharsets.UTF_8));
  }

  @Override
  protected void silence() {
    genesys.answerNext(Genesys.json(500, ""));
  }

  @Test
  void theExchangeIsTheOneOnRecord() throws Exception {
    users.put(TENANT, new GwsUser("stat user", "p&ss=wörd"));
    genesys.answerNext(Genesys.json(200, ANSWER));

    assertThat(statistics.ask(TENANT, QUESTION))
        .isEqualTo(new Figures("{\"statistics\":[{\"name\":\"s1\",\"objectId\":\"VQ_FR_Sales\","
            + "\"objectType\":\"Queue\",\"statisticId\":\"CurrentCalls\","
            + "\"timestamp\":1796119200000,\"value\":12}]}"));

    var token = genesys.takeRequest();
    assertThat(token.getRequestLine()).isEqualTo("POST /auth/v3/oauth/token HTTP/1.1");
    assertThat(token.getHeaders().get("Authorization")).isEqualTo("Basic Z2VzOnNlY3JldA==");
    assertThat(bodyOf(token))
        .isEqualTo("grant_type=password&username=stat+user&password=p%26ss%3Dw%C3%B6rd&scope=*");
    var asked = genesys.takeRequest();
    assertThat(asked.getRequestLine())
        .isEqualTo("POST /statistics/v3/operations/get-statistic-ex HTTP/1.1");
    assertThat(asked.getHeaders().get("Authorization")).isEqualTo("Bearer token-1");
    assertThat(asked.getHeaders().get("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(bodyOf(asked)).isEqualTo(QUESTION);
  }

  @Test
  void aTokenServesUntilItIsNoLongerAccepted() {
    register(TENANT, true);
    genesys.answerNext(Genesys.json(200, ANSWER));
    genesys.answerNext(Genesys.json(200, ANSWER));
    statistics.ask(TENANT, QUESTION);
    statistics.ask(TENANT, QUESTION);
    assertThat(genesys.tokenRequests()).isEqualTo(1);

    genesys.answerNext(Genesys.json(401, ""));
    genesys.answerNext(Genesys.json(200, ANSWER));
    assertThat(statistics.ask(TENANT, QUESTION)).isInstanceOf(Figures.class);
    assertThat(genesys.tokenRequests()).isEqualTo(2);
  }

  @Test
  void aUserWithoutTheRightIsRefused() {
    register(TENANT, true);
    genesys.answerNext(Genesys.json(403, ""));
    assertThat(statistics.ask(TENANT, QUESTION)).isEqualTo(new CredentialsRefused());

    genesys.answerNext(Genesys.json(401, ""));
    genesys.answerNext(Genesys.json(401, ""));
    assertThat(statistics.ask(TENANT, QUESTION)).isEqualTo(new CredentialsRefused());
  }

  @Test
  void aRefusedPasswordIsNotTriedForHalfAMinute() {
    register(TENANT, false);
    assertThat(statistics.ask(TENANT, QUESTION)).isEqualTo(new CredentialsRefused());
    genesys.pass(Duration.ofSeconds(30).minusNanos(1));
    assertThat(statistics.ask(TENANT, QUESTION)).isEqualTo(new CredentialsRefused());
    assertThat(genesys.tokenRequests()).isEqualTo(1);

    genesys.pass(Duration.ofNanos(1));
    statistics.ask(TENANT, QUESTION);
    assertThat(genesys.tokenRequests()).isEqualTo(2);
    users.put(TENANT, new GwsUser("another", "password"));
    genesys.answerNext(Genesys.json(200, ANSWER));
    assertThat(statistics.ask(TENANT, QUESTION)).isInstanceOf(Figures.class);
  }

  @Test
  void refusedCredentialsOfTheClientAreNotTheTenants() {
    register(TENANT, true);
    genesys.answerNextToken(Genesys.json(401, "{\"error\":\"invalid_client\"}"));

    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(() -> statistics.ask(TENANT, QUESTION))
        .withCauseInstanceOf(CredentialsRefusedException.class)
        .satisfies(e -> assertThat(e.dependency()).isEqualTo(Dependency.GWS_AUTH));
    assertThat(genesys.requests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 405, 413, 422})
  void otherRefusalsAreOfTheQuestion(int status) {
    register(TENANT, true);
    for (int i = 0; i < 10; i++) {
      genesys.answerNext(Genesys.json(status, "<html>"));
      assertThat(statistics.ask(TENANT, QUESTION)).isEqualTo(new Refused(""));
    }
  }

  @Test
  void reasonsAreCutAndCleaned() {
    register(TENANT, true);
    genesys.answerNext(
        Genesys.json(400, "{\"message\":\"a\\r\\n\\ud800b" + "x".repeat(1000) + "\"}"));

    assertThat(statistics.ask(TENANT, QUESTION)).isEqualTo(new Refused("a  b" + "x".repeat(245)));
  }

  static Stream<Supplier<MockResponse>> uselessAnswers() {
    return Stream.of(
        () -> Genesys.json(500, ""),
        () -> Genesys.json(503, "{}"),
        () -> Genesys.json(429, "{}"),
        () -> Genesys.json(302, ""),
        () -> Genesys.json(200, ""),
        () -> Genesys.json(200, "<html>"),
        () -> Genesys.json(200, "{\"data\":{\"statistics\":["),
        () -> Genesys.json(200, "{\"data\":[]}"),
        () -> Genesys.json(200, "{\"status\":{\"code\":5},\"data\":{}}"),
        () -> Genesys.json(200, "{\"data\":{\"x\":\"\\udc00\"}}"),
        () -> Genesys.json(200, "{\"data\":{\"x\":" + "[".repeat(30) + "]".repeat(30) + "}}"),
        () -> Genesys.json(200, " ".repeat(GwsService.MAX_ANSWER_BYTES) + "{}"));
  }

  @ParameterizedTest
  @MethodSource("uselessAnswers")
  void answersThatTellNothingAreUnavailabilityUntilTheServiceRecovers(
      Supplier<MockResponse> useless) {
    register(TENANT, true);
    for (int i = 0; i < 5; i++) {
      genesys.answerNext(useless.get());
      assertUnavailable();
    }
    assertUnavailable();
    assertThat(genesys.requests()).as("the breaker keeps callers away").isEqualTo(5);

    genesys.pass(GwsService.REST.plusMillis(1));
    genesys.answerNext(Genesys.json(200, ANSWER));
    assertThat(statistics.ask(TENANT, QUESTION)).isInstanceOf(Figures.class);
  }

  @Test
  void connectionsThatBreakAreUnavailability() {
    register(TENANT, true);
    // OkHttp tries again by itself, once for the old connection and once for each address.
    for (int i = 0; i < 10; i++) {
      genesys.answerNext(Genesys.reset());
    }

    assertUnavailable();
    assertThat(genesys.requests()).isLessThanOrEqualTo(3);
  }

  @Test
  void anAnswerThatNeverComesIsWaitedForWithinTheLimit() {
    register(TENANT, true);
    genesys.answerNext(Genesys.stall());

    assertUnavailable();
    genesys.answerNext(Genesys.json(200, ANSWER));
    assertThat(statistics.ask(TENANT, QUESTION)).isInstanceOf(Figures.class);
  }

  @Test
  void numbersKeepTheirWorthAndTheLastOfTwinsCounts() {
    register(TENANT, true);
    genesys.answerNext(new MockResponse(
        200,
        Headers.of("Content-Type", "text/plain"),
        "{\"data\":{\"a\":1,\"a\":2,\"b\":12.5,\"c\":9223372036854775808,\"d\":null}}"));

    assertThat(statistics.ask(TENANT, QUESTION))
        .isEqualTo(new Figures("{\"a\":2,\"b\":12.5,\"c\":9223372036854775808,\"d\":null}"));
  }

  @Test
  void anyAnswerIsASignOfLife() {
    genesys.answerNext(Genesys.json(405, ""));
    statistics.ping();
    genesys.answerNext(Genesys.json(500, ""));
    assertThatExceptionOfType(DependencyUnavailableException.class).isThrownBy(statistics::ping);
  }

  private static String bodyOf(RecordedRequest request) {
    return requireNonNull(request.getBody()).utf8();
  }

  private void assertUnavailable() {
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(() -> statistics.ask(TENANT, QUESTION))
        .satisfies(e -> assertThat(e.dependency()).isEqualTo(Dependency.GWS_STATISTICS));
  }
}
