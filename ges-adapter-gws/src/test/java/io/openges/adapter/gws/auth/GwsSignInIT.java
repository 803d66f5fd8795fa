package io.openges.adapter.gws.auth;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.adapter.gws.Genesys;
import io.openges.adapter.gws.GwsService;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.contract.SignInContract;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.access.SignIn;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.FormBody;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GwsSignInIT extends SignInContract {

  private static final SignIn.Code CODE =
      new SignIn.Code("abc", "https://ges.example/ges/ui/login.html", "verifier");
  private static final SignIn.UserToken TOKEN =
      new SignIn.UserToken("token-9", Duration.ofHours(1));
  private static final String INFO = """
      {"username":"anna","loginName":"anna@acme","cmeUserName":"anna","contactCenterId":"CCID",\
      "environmentId":"e","dbid":101,"authorities":["ROLE_AGENT"],"properties":{}}""".replace("CCID", new UUID(1, 2).toString());

  private final Genesys genesys = new Genesys();
  private final Map<String, SignIn.Person> codes = new ConcurrentHashMap<>();
  private final Map<String, SignIn.Person> tokens = new ConcurrentHashMap<>();
  private final GwsSignIn signIn =
      new GwsSignIn(genesys.service(Dependency.GWS_AUTH), new OAuthClient("ges", "secret"));

  @BeforeEach
  void serve() {
    genesys.serveTokens(this::token);
    genesys.serve("/auth/v3/userinfo", this::info);
  }

  @AfterEach
  void stop() {
    genesys.close();
  }

  @Override
  protected SignIn signIn() {
    return signIn;
  }

  @Override
  protected void offer(SignIn.Code code, SignIn.Person person) {
    codes.put(form(code), person);
  }

  @Override
  protected void silence() {
    genesys.answerNextToken(Genesys.json(503, ""));
    genesys.answerNext(Genesys.json(503, ""));
  }

  private static String form(SignIn.Code code) {
    var buffer = new Buffer();
    try {
      new FormBody.Builder()
          .add("grant_type", "authorization_code")
          .add("code", code.value())
          .add("redirect_uri", code.redirectUri())
          .add("code_verifier", code.verifier())
          .build()
          .writeTo(buffer);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return buffer.readUtf8();
  }

  private MockResponse token(RecordedRequest request) {
    var person = codes.remove(requireNonNull(request.getBody()).utf8());
    if (person == null) {
      return Genesys.json(400, "{\"error\":\"invalid_grant\"}");
    }
    tokens.put("Bearer token-of-" + person.dbid(), person);
    return Genesys.json(
        200, "{\"access_token\":\"token-of-" + person.dbid() + "\",\"expires_in\":43199}");
  }

  private MockResponse info(RecordedRequest request) {
    var person = tokens.get(requireNonNull(request.getHeaders().get("Authorization")));
    return person == null
        ? Genesys.json(401, "{\"error\":\"invalid_token\"}")
        : Genesys.json(
            200,
            "{\"username\":\"" + person.userName() + "\",\"contactCenterId\":\"" + person.tenant()
                + "\",\"dbid\":" + person.dbid() + "}");
  }

  @Test
  void theExchangeIsTheOneOnRecord() throws Exception {
    genesys.answerNextToken(Genesys.json(200, """
        {"access_token":"token-9","expires_in":43199,"refresh_token":"r","scope":"*",
         "token_type":"bearer"}"""));
    genesys.answerNext(Genesys.json(200, INFO));

    var token = signIn.exchange(CODE).orElseThrow();
    assertThat(token).isEqualTo(new SignIn.UserToken("token-9", Duration.ofSeconds(43_199)));
    assertThat(signIn.person(token))
        .contains(new SignIn.Person(new TenantId(new UUID(1, 2)), "anna", "101"));

    var exchange = genesys.takeRequest();
    assertThat(exchange.getRequestLine()).isEqualTo("POST /auth/v3/oauth/token HTTP/1.1");
    assertThat(exchange.getHeaders().get("Authorization")).isEqualTo("Basic Z2VzOnNlY3JldA==");
    assertThat(requireNonNull(exchange.getBody()).utf8())
        .isEqualTo("grant_type=authorization_code&code=abc"
            + "&redirect_uri=https%3A%2F%2Fges.example%2Fges%2Fui%2Flogin.html"
            + "&code_verifier=verifier");
    var info = genesys.takeRequest();
    assertThat(info.getRequestLine()).isEqualTo("GET /auth/v3/userinfo HTTP/1.1");
    assertThat(info.getHeaders().get("Authorization")).isEqualTo("Bearer token-9");
  }

  @Test
  void refusedCredentialsOfTheClientAreUnavailability() {
    genesys.answerNextToken(Genesys.json(401, "{\"error\":\"invalid_client\"}"));

    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(() -> signIn.exchange(CODE))
        .withCauseInstanceOf(CredentialsRefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{}",
        "{\"username\":",
        "{\"username\":\"a\",\"contactCenterId\":\"x\",\"dbid\":1}",
        "{\"username\":\"a\",\"dbid\":1}",
        "{\"username\":\"a\",\"contactCenterId\":\"00000000-0000-0001-0000-000000000002\","
            + "\"dbid\":\"../x\"}",
        "{\"status\":{\"code\":4}}"
      })
  void answersWithoutAPersonAreUnavailability(String body) {
    genesys.answerNext(Genesys.json(200, body));

    assertUnavailable(() -> signIn.person(TOKEN));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 429, 500, 503})
  void failuresAreUnavailabilityUntilTheServiceRecovers(int status) {
    for (int i = 0; i < 5; i++) {
      genesys.answerNext(Genesys.json(status, ""));
      assertUnavailable(() -> signIn.person(TOKEN));
    }
    assertUnavailable(() -> signIn.person(TOKEN));
    assertThat(genesys.requests()).isEqualTo(5);

    genesys.pass(GwsService.REST.plusMillis(1));
    assertThat(signIn.person(TOKEN)).isEmpty();
  }

  @Test
  void brokenSlowAndEndlessAnswersAreUnavailability() {
    for (int i = 0; i < 3; i++) {
      genesys.answerNext(Genesys.reset());
    }
    assertUnavailable(() -> signIn.person(TOKEN));
    assertThat(genesys.requests()).isLessThanOrEqualTo(3);
    genesys.answerNextToken(Genesys.stall());
    assertUnavailable(() -> signIn.exchange(CODE));
    genesys.answerNextToken(Genesys.json(200, " ".repeat(GwsService.MAX_ANSWER_BYTES) + "{}"));
    assertUnavailable(() -> signIn.exchange(CODE));
  }

  private static void assertUnavailable(Runnable call) {
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.dependency()).isEqualTo(Dependency.GWS_AUTH));
  }
}
