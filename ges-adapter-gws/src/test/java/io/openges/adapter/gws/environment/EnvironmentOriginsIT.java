package io.openges.adapter.gws.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.adapter.gws.Genesys;
import io.openges.adapter.gws.GwsService;
import io.openges.adapter.gws.auth.OAuthClient;
import io.openges.adapter.gws.auth.ServiceToken;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.contract.TenantOriginsContract;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.TenantOrigins;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentOriginsIT extends TenantOriginsContract {

  private static final TenantId TENANT = new TenantId(new UUID(1, 2));

  private final Genesys genesys = new Genesys();
  private final ServiceToken token = new ServiceToken(
      genesys.service(Dependency.GWS_AUTH), new OAuthClient("ges", "secret"), genesys::nanoTime);
  private final EnvironmentOrigins origins =
      new EnvironmentOrigins(genesys.service(Dependency.GWS_ENVIRONMENT), token, genesys::nanoTime);

  @AfterEach
  void stop() {
    genesys.close();
  }

  @Override
  protected TenantOrigins origins() {
    return origins;
  }

  @Override
  protected void set(TenantId tenant, Set<String> allowed) {
    genesys.settings(
        tenant, "{\"data\":{\"cors-origins\":\"" + String.join(", ", allowed) + "\",\"x\":1}}");
  }

  @Override
  protected void silence(TenantId tenant) {
    genesys.answerNext(Genesys.json(500, ""));
  }

  @Test
  void theExchangeIsTheOneOnRecord() throws InterruptedException {
    genesys.answerNext(Genesys.json(200, """
        {"status":{"code":0},"data":{"cors-origins":"https://www.example.com"}}"""));

    assertThat(origins.of(TENANT)).containsExactly("https://www.example.com");

    genesys.takeRequest();
    var request = genesys.takeRequest();
    assertThat(request.getRequestLine())
        .isEqualTo("GET /environment/v3/contact-centers/" + TENANT + "/settings HTTP/1.1");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer token-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"settings\":{\"cors-origins\":\"https://a.example\"}}}",
        "{\"data\":{\"settings\":[1,{\"name\":\"x\",\"value\":\"https://b.example\"},"
            + "{\"name\":\"cors-origins\",\"value\":\"https://a.example\"}]}}",
        "{\"data\":[{\"key\":\"cors-origins\",\"value\":\"https://a.example\"}]}"
      })
  void settingsMayComeInSeveralForms(String body) {
    genesys.answerNext(Genesys.json(200, body));

    assertThat(origins.of(TENANT)).containsExactly("https://a.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"data\":null}",
        "{\"data\":[]}",
        "{\"data\":\"x\"}",
        "{\"data\":{\"cors-origins\":[\"https://a.example\"]}}",
        "{\"data\":{\"cors-origins\":\",*, null,a.example,ftp://a.example,https://a.example/x,"
            + "https://u@a.example,https://a.example?x,https://\"}}"
      })
  void whateverIsNoOriginIsLeftOut(String body) {
    genesys.answerNext(Genesys.json(200, body));

    assertThat(origins.of(TENANT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS://WWW.Example.com/, https://www.example.com",
    "https://a.example:443, https://a.example",
    "http://a.example:443, http://a.example:443",
    "https://bücher.example, https://xn--bcher-kva.example",
    "http://[::1]:80, http://[::1]"
  })
  void originsAreWrittenAsBrowsersDo(String written, String origin) {
    set(TENANT, Set.of(written));

    assertThat(origins.of(TENANT)).containsExactly(origin);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{\"data\":{", "{\"status\":{\"code\":3}}"})
  void brokenAnswersAreUnavailability(String body) {
    genesys.answerNext(Genesys.json(200, body));
    assertUnavailable();

    genesys.answerNext(Genesys.json(200, " ".repeat(GwsService.MAX_ANSWER_BYTES) + "{}"));
    assertUnavailable();
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 403, 429, 500})
  void failuresAreUnavailability(int status) {
    genesys.answerNext(Genesys.json(status, ""));
    genesys.answerNext(Genesys.json(status, ""));

    assertUnavailable();
  }

  private void assertUnavailable() {
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(() -> origins.of(TENANT))
        .satisfies(e -> assertThat(e.dependency()).isEqualTo(Dependency.GWS_ENVIRONMENT));
  }
}
