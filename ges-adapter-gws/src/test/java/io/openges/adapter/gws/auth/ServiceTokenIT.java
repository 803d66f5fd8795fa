package io.openges.adapter.gws.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.adapter.gws.BrokenAnswerException;
import io.openges.adapter.gws.Genesys;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.testing.Race;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ServiceTokenIT {

  private final Genesys genesys = new Genesys();
  private final ServiceToken token = new ServiceToken(
      genesys.service(Dependency.GWS_AUTH),
      new OAuthClient("gés client", "s3cret:é"),
      genesys::nanoTime);

  @AfterEach
  void stop() {
    genesys.close();
  }

  @Test
  void theClientAsksInItsOwnName() throws Exception {
    assertThat(token.value()).isEqualTo("token-1");

    var request = genesys.takeRequest();
    assertThat(request.getRequestLine()).isEqualTo("POST /auth/v3/oauth/token HTTP/1.1");
    assertThat(request.getHeaders().get("Authorization"))
        .isEqualTo("Basic Z8OpcyBjbGllbnQ6czNjcmV0OsOp");
    assertThat(request.getHeaders().get("Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded");
    assertThat(request.getBody()).hasToString("[text=grant_type=client_credentials]");
  }

  @Test
  void theTokenIsRenewedAtFourFifthsOfItsLife() {
    token.value();

    genesys.pass(Duration.ofSeconds(800).minusNanos(1));
    assertThat(token.value()).isEqualTo("token-1");
    genesys.pass(Duration.ofNanos(1));
    assertThat(token.value()).isEqualTo("token-2");
    assertThat(genesys.tokenRequests()).isEqualTo(2);
  }

  @Test
  void theTokenIsUsedToItsEndWhileAuthenticationIsDown() {
    token.value();
    genesys.answerNextToken(Genesys.json(500, ""));
    genesys.answerNextToken(Genesys.json(500, ""));

    genesys.pass(Duration.ofSeconds(999));
    assertThat(token.value()).isEqualTo("token-1");
    genesys.pass(Duration.ofSeconds(1));
    assertThatExceptionOfType(DependencyUnavailableException.class).isThrownBy(token::value);
  }

  @Test
  void callersAtTheSameTimeCauseOneRequest() throws InterruptedException {
    var rounds = new Race(8, 5).run((caller, round) -> {
      var mine = token.value();
      if (caller == 0) {
        genesys.pass(Duration.ofMillis(1));
      }
      return mine;
    });

    assertThat(rounds).allSatisfy(values -> assertThat(values).containsOnly("token-1"));
    assertThat(genesys.tokenRequests()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"401;''", "401;{\"error\":\"invalid_client\"}", "400;{\"error\":\"invalid_client\"}"
      })
  void wrongCredentialsAreSaidToBeWrong(int status, String body) {
    genesys.answerNextToken(Genesys.json(status, body));

    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(token::value)
        .satisfies(e -> assertThat(e.dependency()).isEqualTo(Dependency.GWS_AUTH))
        .havingCause()
        .isInstanceOf(CredentialsRefusedException.class)
        .withMessage("answered " + status + ": the client's id or secret is wrong");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"access_token\":7}",
        "{\"access_token\":\"\"}",
        "{\"access_token\":\"to\\nken\"}",
        "{\"access_token\":\"tökén\"}"
      })
  void anAnswerWithoutAUsableTokenIsBroken(String body) {
    genesys.answerNextToken(Genesys.json(200, body));

    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(token::value)
        .havingCause()
        .isInstanceOf(BrokenAnswerException.class)
        .withMessage("answered 200 without a token");
  }

  @ParameterizedTest
  @CsvSource({"'',240", "',\"expires_in\":\"50\"',40", "',\"expires_in\":1e30',483840"})
  void aLifeIsReadLenientlyAndBounded(String field, long usedForSeconds) {
    genesys.answerNextToken(Genesys.json(200, "{\"access_token\":\"first\"" + field + "}"));
    token.value();

    genesys.pass(Duration.ofSeconds(usedForSeconds).minusNanos(1));
    assertThat(token.value()).isEqualTo("first");
    genesys.pass(Duration.ofNanos(1));
    assertThat(token.value()).isEqualTo("token-2");
  }

  @Test
  void theSecretIsNotPrinted() {
    assertThat(new OAuthClient("id", "s3cret")).hasToString("OAuthClient[id=id]");
  }
}
