package io.openges.adapter.gws;

import io.openges.adapter.gws.auth.GwsSignIn;
import io.openges.adapter.gws.auth.GwsUser;
import io.openges.adapter.gws.auth.OAuthClient;
import io.openges.adapter.gws.auth.ServiceToken;
import io.openges.adapter.gws.auth.UserTokens;
import io.openges.adapter.gws.configuration.ConfigurationRights;
import io.openges.adapter.gws.configuration.ScriptProxies;
import io.openges.adapter.gws.environment.EnvironmentOrigins;
import io.openges.adapter.gws.environment.EnvironmentTenants;
import io.openges.adapter.gws.statistics.GwsStatistics;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.access.SignIn;
import io.openges.ports.driven.queue.QueueProxies.QueueProxy;
import io.openges.ports.testing.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Every question that GES asks Genesys services, each on record. Immutable and thread-safe. */
@SuppressWarnings("ImmutableEnumChecker")
enum Outbound {
  SERVICE_TOKEN(Dependency.GWS_AUTH, at -> at.serviceToken().value(), "service-token"),
  USER_TOKEN(Dependency.GWS_AUTH, at -> at.userTokens().of(Clients.USER).value(), "user-token"),
  CODE(
      Dependency.GWS_AUTH,
      at -> at.signIn()
          .exchange(new SignIn.Code("abc", "https://ges.example/ges/ui/login.html", "verifier"))
          .orElseThrow()
          .value(),
      "code"),
  USERINFO(Dependency.GWS_AUTH, at -> at.signIn().person(Clients.TOKEN).orElseThrow(), "userinfo"),
  API_KEY(Dependency.GWS_ENVIRONMENT, at -> at.tenants().byApiKey("key/1 é"), "api-key"),
  CONTACT_CENTERS(Dependency.GWS_ENVIRONMENT, at -> at.tenants().all(), "contact-centers"),
  SETTINGS(
      Dependency.GWS_ENVIRONMENT,
      at -> List.copyOf(at.origins().of(Clients.TENANT)).stream().sorted().toList(),
      "settings"),
  RIGHTS(
      Dependency.GWS_CONFIGURATION,
      at -> at.rights().of(Clients.PERSON, Clients.TOKEN),
      "person",
      "access-groups",
      "roles"),
  VISIBLE_QUEUES(
      Dependency.GWS_CONFIGURATION,
      at -> at.rights().visibleQueues(Clients.PERSON, Clients.TOKEN),
      "visible-queues"),
  SCRIPTS(Dependency.GWS_CONFIGURATION, at -> at.scripts().all(Clients.TENANT), "scripts"),
  SCRIPT_CREATION(
      Dependency.GWS_CONFIGURATION,
      at -> {
        at.scripts().create(Clients.TENANT, new QueueName("VQ_FR_Sales"));
        return "made";
      },
      "script-creation"),
  SCRIPT_REMOVAL(
      Dependency.GWS_CONFIGURATION,
      at -> {
        at.scripts().remove(Clients.TENANT, new QueueProxy(new QueueName("VQ_FR_Sales"), "5001"));
        return "removed";
      },
      "script-removal"),
  STATISTICS(
      Dependency.GWS_STATISTICS,
      at -> at.statistics().ask(Clients.TENANT, exchange("statistics").body()),
      "statistics");

  private final Dependency dependency;
  private final Function<Clients, Object> call;
  private final List<String> exchanges;

  Outbound(Dependency dependency, Function<Clients, Object> call, String... exchanges) {
    this.dependency = dependency;
    this.call = call;
    this.exchanges = List.of(exchanges);
  }

  static Exchange exchange(String name) {
    return Exchange.read(Outbound.class, name);
  }

  Dependency dependency() {
    return dependency;
  }

  /** Returns what is on record, in the order of the requests. */
  List<Exchange> exchanges() {
    return exchanges.stream().map(Outbound::exchange).toList();
  }

  /** Asks; nothing is remembered from one question to the next but the breaker. */
  Object ask(Clients clients) {
    return call.apply(clients);
  }

  /**
   * Ways to the services; every call makes new adapters on the same services.
   *
   * @param service the service of each name
   * @param nanoTime elapsed time
   */
  record Clients(Function<Dependency, GwsService> service, LongSupplier nanoTime) {

    static final TenantId TENANT = new TenantId(new UUID(1, 2));
    static final GwsUser USER = new GwsUser("stat user", "p&ss=wörd");
    static final SignIn.Person PERSON = new SignIn.Person(TENANT, "anna", "101");
    static final SignIn.UserToken TOKEN = new SignIn.UserToken("person-1", Duration.ofHours(1));
    private static final OAuthClient SELF = new OAuthClient("ges", "secret");

    private GwsService at(Dependency dependency) {
      return service.apply(dependency);
    }

    ServiceToken serviceToken() {
      return new ServiceToken(at(Dependency.GWS_AUTH), SELF, nanoTime);
    }

    UserTokens userTokens() {
      return new UserTokens(at(Dependency.GWS_AUTH), SELF, nanoTime);
    }

    GwsSignIn signIn() {
      return new GwsSignIn(at(Dependency.GWS_AUTH), SELF);
    }

    EnvironmentTenants tenants() {
      return new EnvironmentTenants(at(Dependency.GWS_ENVIRONMENT), serviceToken(), nanoTime);
    }

    EnvironmentOrigins origins() {
      return new EnvironmentOrigins(at(Dependency.GWS_ENVIRONMENT), serviceToken(), nanoTime);
    }

    ConfigurationRights rights() {
      return new ConfigurationRights(at(Dependency.GWS_CONFIGURATION), nanoTime);
    }

    ScriptProxies scripts() {
      return new ScriptProxies(at(Dependency.GWS_CONFIGURATION), serviceToken(), nanoTime);
    }

    GwsStatistics statistics() {
      return new GwsStatistics(
          at(Dependency.GWS_STATISTICS), userTokens(), tenant -> Optional.of(USER), nanoTime);
    }
  }
}
