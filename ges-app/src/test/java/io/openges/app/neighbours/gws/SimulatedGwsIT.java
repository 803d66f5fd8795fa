package io.openges.app.neighbours.gws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.adapter.gws.auth.CredentialsRefusedException;
import io.openges.adapter.gws.auth.GwsSignIn;
import io.openges.adapter.gws.auth.GwsUser;
import io.openges.adapter.gws.auth.OAuthClient;
import io.openges.adapter.gws.auth.ServiceToken;
import io.openges.adapter.gws.auth.UserTokens;
import io.openges.adapter.gws.configuration.ConfigurationRights;
import io.openges.adapter.gws.configuration.ScriptProxies;
import io.openges.adapter.gws.environment.EnvironmentOrigins;
import io.openges.adapter.gws.statistics.GwsStatistics;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.access.PersonRights.Rights;
import io.openges.ports.driven.access.SignIn;
import io.openges.ports.driven.statistics.Statistics;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated services, asked by the adapters that ask the real ones. */
@Timeout(120)
class SimulatedGwsIT {

  private static final TenantId TENANT = new TenantId(new UUID(1, 2));
  private static final String REDIRECT = "https://ges.example/ges/ui/login.html";
  private static final String QUESTION = """
      {"statistics":[{"name":"s1","objectId":"VQ","objectType":"Queue","statisticId":"x"}]}""";
  private static final OkHttpClient BROWSER =
      new OkHttpClient.Builder().followRedirects(false).build();

  private final SimulatedGws services = SimulatedGws.start(options());
  private final Clients clients = new Clients(services);
  private final GwsSignIn signIn =
      new GwsSignIn(clients.service(Dependency.GWS_AUTH), clients.self());

  private static GwsOptions options() {
    var people = new ArrayList<>(GwsPerson.ofEveryRole(TENANT.toString()));
    people.add(new GwsPerson("stat user", "p&ss=wörd", TENANT.toString(), 7, Set.of(), Set.of()));
    var center = new ContactCenter(TENANT.toString(), Set.of(), Set.of("https://www.example.com"));
    return new GwsOptions(Clients.SELF, false, List.of(center), people, String::length);
  }

  @AfterEach
  void stop() {
    services.close();
  }

  private HttpUrl.Builder page() {
    return HttpUrl.get(services.uri().resolve("auth/v3/oauth/authorize").toString())
        .newBuilder()
        .addQueryParameter("response_type", "code")
        .addQueryParameter("client_id", Clients.SELF.id())
        .addQueryParameter("redirect_uri", REDIRECT)
        .addQueryParameter("state", "st&te")
        .addQueryParameter("code_challenge", challenge("the-verifier"));
  }

  private static String challenge(String verifier) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Response get(HttpUrl url) throws IOException {
    return BROWSER.newCall(new Request.Builder().url(url).build()).execute();
  }

  private SignIn.UserToken tokenOf(String user) throws IOException {
    try (var page = get(page().build())) {
      var html = page.body().string();
      var link =
          html.replaceAll(".*href=\"([^\"]*username=" + user + ")\".*", "$1").replace("&amp;", "&");
      try (var back = get(page.request().url().resolve(link))) {
        var target = HttpUrl.get(String.valueOf(back.header("Location")));
        assertThat(target.queryParameter("state")).isEqualTo("st&te");
        var code = String.valueOf(target.queryParameter("code"));
        return signIn.exchange(new SignIn.Code(code, REDIRECT, "the-verifier")).orElseThrow();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "administrator, Demo Administrators, ",
    "supervisor, Demo Supervisors, ",
    "monitor, Demo Managers, ",
    "developer, Demo Callback Developers, ",
    "devops, , Platform Read Only"
  })
  void thereIsSomebodyForEachRole(String user, String group, String role) throws IOException {
    var token = tokenOf(user);
    var person = signIn.person(token).orElseThrow();
    var rights =
        new ConfigurationRights(clients.service(Dependency.GWS_CONFIGURATION), System::nanoTime);

    assertThat(person.userName()).isEqualTo(user);
    assertThat(person.tenant()).isEqualTo(TENANT);
    assertThat(rights.of(person, token))
        .contains(new Rights(set(group), set(role), Optional.empty()));
    assertThat(rights.of(person, new SignIn.UserToken("other", Duration.ofHours(1))))
        .isEmpty();
  }

  private static Set<String> set(String name) {
    return name == null ? Set.of() : Set.of(name);
  }

  @Test
  void peopleSeeTheQueuesOfTheirContactCenter() throws IOException {
    var proxies = new ScriptProxies(
        clients.service(Dependency.GWS_CONFIGURATION), clients.token(), System::nanoTime);
    proxies.create(TENANT, new QueueName("VQ"));
    proxies.create(new TenantId(new UUID(3, 4)), new QueueName("VQ_OTHER"));
    var token = tokenOf("monitor");

    var rights =
        new ConfigurationRights(clients.service(Dependency.GWS_CONFIGURATION), System::nanoTime);
    assertThat(rights.visibleQueues(signIn.person(token).orElseThrow(), token))
        .contains(Set.of(new QueueName("VQ")));
    assertThat(services.scripts(TENANT.toString())).containsExactly("GES_VQ_VQ");
  }

  @Test
  void codesNeedTheirVerifierAndGoToGesOnly() throws IOException {
    try (var back = get(page().addQueryParameter("username", "monitor").build())) {
      var target = HttpUrl.get(String.valueOf(back.header("Location")));
      var code = String.valueOf(target.queryParameter("code"));
      assertThat(signIn.exchange(new SignIn.Code(code, REDIRECT, "other"))).isEmpty();
      assertThat(signIn.exchange(new SignIn.Code(code, REDIRECT, "the-verifier")))
          .isPresent();
      assertThat(signIn.exchange(new SignIn.Code(code, REDIRECT, "the-verifier")))
          .isEmpty();
    }
    try (var refused =
        get(page().setQueryParameter("redirect_uri", "https://evil.example/").build())) {
      assertThat(refused.code()).isEqualTo(400);
    }
  }

  @Test
  void figuresAreToldToWhoeverHasThePassword() {
    var tokens =
        new UserTokens(clients.service(Dependency.GWS_AUTH), clients.self(), System::nanoTime);

    assertThat(figures(tokens, "p&ss=wörd"))
        .isInstanceOfSatisfying(
            Statistics.Figures.class, told -> assertThat(told.json()).contains("\"value\":2"));
    assertThat(figures(tokens, "wrong")).isEqualTo(new Statistics.CredentialsRefused());
    assertThat(services.questions()).isEqualTo(1);
  }

  private Statistics.Outcome figures(UserTokens tokens, String password) {
    return new GwsStatistics(
            clients.service(Dependency.GWS_STATISTICS),
            tokens,
            tenant -> Optional.of(new GwsUser("stat user", password)),
            System::nanoTime)
        .ask(TENANT, QUESTION);
  }

  @Test
  void aRestartCostsTokensThatAreThenRenewed() {
    var origins = new EnvironmentOrigins(
        clients.service(Dependency.GWS_ENVIRONMENT), clients.token(), System::nanoTime);
    assertThat(origins.of(TENANT)).containsExactly("https://www.example.com");

    services.forgetTokens();

    assertThat(origins.of(TENANT)).containsExactly("https://www.example.com");
    assertThat(origins.of(new TenantId(new UUID(3, 4)))).isEmpty();
  }

  @Test
  void aWrongSecretIsRefused() {
    var service = clients.service(Dependency.GWS_AUTH);
    var wrong = new ServiceToken(service, new OAuthClient("ges", "other"), System::nanoTime);

    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(wrong::value)
        .withCauseInstanceOf(CredentialsRefusedException.class);
  }

  @Test
  void namesOnThePageAreText() throws IOException {
    try (var page = get(page().setQueryParameter("state", "\"><script>").build())) {
      assertThat(new String(page.body().bytes(), UTF_8)).doesNotContain("<script>");
    }
  }
}
