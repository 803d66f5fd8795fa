package io.openges.adapter.gws.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.adapter.gws.Genesys;
import io.openges.adapter.gws.auth.OAuthClient;
import io.openges.adapter.gws.auth.ServiceToken;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.contract.TenantsContract;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.Tenants;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTenantsIT extends TenantsContract {

  private static final TenantId TENANT = new TenantId(new UUID(1, 2));

  private final Genesys genesys = new Genesys();
  private final ServiceToken token = new ServiceToken(
      genesys.service(Dependency.GWS_AUTH), new OAuthClient("ges", "secret"), genesys::nanoTime);
  private final EnvironmentTenants environment =
      new EnvironmentTenants(genesys.service(Dependency.GWS_ENVIRONMENT), token, genesys::nanoTime);

  @AfterEach
  void stop() {
    genesys.close();
  }

  @Override
  protected Tenants tenants(Map<String, TenantId> byApiKey) {
    byApiKey.forEach(genesys::add);
    return environment;
  }

  @Test
  void itIsAskedWithATokenForTheEncodedKey() throws InterruptedException {
    environment.byApiKey("a/b?c#d%2Fé ;=");
    environment.byApiKey("next");

    genesys.takeRequest();
    var request = genesys.takeRequest();
    assertThat(request.getMethod()).isEqualTo("GET");
    assertThat(request.getTarget())
        .isEqualTo("/environment/v3/contact-centers/api-key/a%2Fb%3Fc%23d%252F%C3%A9%20;=");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer token-1");
    assertThat(genesys.tokenRequests()).isEqualTo(1);
  }

  @Test
  void strangeKeysFindTheirTenantsToo() {
    for (var key : new String[] {"a/b", "a%2Fb", "../contact-centers", "%2e%2e", "é😀", "a+b c"}) {
      genesys.add(key, TENANT);

      assertThat(environment.byApiKey(key)).as(key).contains(TENANT);
    }
  }

  @Test
  void whatCannotBeAKeyIsNotAskedFor() {
    for (var key : new String[] {"", ".", "..", "k".repeat(1001)}) {
      assertThat(environment.byApiKey(key)).isEmpty();
    }

    assertThat(genesys.requests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "contactCenterId"})
  void theTenantHasOneOfTwoNames(String name) {
    genesys.answerNext(
        Genesys.json(200, "{\"data\":{\"" + name + "\":\"" + TENANT + "\",\"environmentId\":1}}"));

    assertThat(environment.byApiKey("key")).contains(TENANT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "{\"data\":[]}", "{\"data\":{\"id\":\"me\"}}", "{\"data\":{\"id\":1}}"})
  void anAnswerWithoutATenantIsUnavailability(String body) {
    genesys.answerNext(Genesys.json(200, body));

    assertThatUnavailable(Dependency.GWS_ENVIRONMENT, () -> environment.byApiKey("key"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 414, 429, 500})
  void everyFailureButNotFoundIsUnavailability(int status) {
    genesys.answerNext(Genesys.json(status, "{}"));

    assertThatUnavailable(Dependency.GWS_ENVIRONMENT, () -> environment.byApiKey("key"));
  }

  @Test
  void aTokenThatIsNoLongerAcceptedIsReplaced() {
    genesys.add("key", TENANT);
    environment.byApiKey("key");
    genesys.answerNext(Genesys.json(401, ""));

    assertThat(environment.byApiKey("key")).contains(TENANT);
    assertThat(genesys.tokenRequests()).isEqualTo(2);
  }

  @Test
  void aNewTokenThatIsNotAcceptedEitherIsUnavailability() {
    genesys.answerNext(Genesys.json(401, ""));
    genesys.answerNext(Genesys.json(401, ""));

    assertThatUnavailable(Dependency.GWS_ENVIRONMENT, () -> environment.byApiKey("key"));
    assertThat(genesys.requests()).isEqualTo(2);
  }

  @Test
  void withoutATokenAuthenticationIsToBlame() {
    genesys.answerNextToken(Genesys.json(500, ""));

    assertThatUnavailable(Dependency.GWS_AUTH, () -> environment.byApiKey("key"));
    assertThat(genesys.requests()).isZero();
  }

  @Test
  void aTokenThatTakesAllTheTimeLeavesNoneForAsking() {
    var late = new EnvironmentTenants(genesys.service(Dependency.GWS_ENVIRONMENT), token, () -> {
      genesys.pass(Duration.ofSeconds(7));
      return genesys.nanoTime();
    });

    assertThatUnavailable(Dependency.GWS_ENVIRONMENT, () -> late.byApiKey("key"));
    assertThat(genesys.requests()).isZero();
  }

  @Test
  void theListIsAskedForAgainAfterFiveMinutes() {
    genesys.add("key", TENANT);
    assertThat(environment.all()).containsExactly(TENANT);
    var other = new TenantId(new UUID(3, 4));
    genesys.add("other", other);

    genesys.pass(Duration.ofMinutes(5).minusNanos(1));
    assertThat(environment.all()).containsExactly(TENANT);
    genesys.pass(Duration.ofNanos(1));
    assertThat(environment.all()).containsExactlyInAnyOrder(TENANT, other);
    assertThat(genesys.requests()).isEqualTo(2);
  }

  @Test
  void theListIsKeptForADayWhileNobodyAnswers() {
    genesys.add("key", TENANT);
    environment.all();
    genesys.answerNext(Genesys.json(500, ""));
    genesys.answerNext(Genesys.json(500, ""));

    genesys.pass(Duration.ofHours(24).minusNanos(1));
    assertThat(environment.all()).containsExactly(TENANT);
    genesys.pass(Duration.ofNanos(1));
    assertThatUnavailable(Dependency.GWS_ENVIRONMENT, environment::all);
  }

  @Test
  void theListMayHaveANameAndEntriesThatAreNoTenants() {
    genesys.answerNext(Genesys.json(200, """
        {"data":{"contactCenters":[{"id":"%s"},{"id":"template"},"x",null,{}],"total":5}}""".replace("%s", TENANT.toString())));

    assertThat(environment.all()).containsExactly(TENANT);
  }

  @Test
  void somethingElseThanAListIsUnavailability() {
    genesys.answerNext(Genesys.json(200, "{\"data\":{}}"));

    assertThatUnavailable(Dependency.GWS_ENVIRONMENT, environment::all);
  }

  private static void assertThatUnavailable(Dependency dependency, Runnable call) {
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.dependency()).isEqualTo(dependency));
  }
}
