package io.openges.app.config;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of the Genesys services an operator has named, where those that are not named are brought
 * along. Immutable and thread-safe.
 *
 * @param authentication base address, absolute, with a slash at its end; null if not named
 * @param environment the same of Genesys Environment
 * @param configuration the same of Genesys Configuration
 * @param statistics the same of Genesys Statistics
 * @param client what GES is to the Authentication that is named; null without one
 * @param logins in whose name tenants' questions for figures are asked; never printed
 */
public record NamedServices(
    @Nullable URI authentication,
    @Nullable URI environment,
    @Nullable URI configuration,
    @Nullable URI statistics,
    @Nullable Client client,
    Map<TenantId, StatisticsConfig.Login> logins) {

  /** No service is named. */
  public static final NamedServices NONE =
      new NamedServices(null, null, null, null, null, Map.of());

  /** Copies the map. */
  public NamedServices {
    logins = Map.copyOf(logins);
  }

  /**
   * What GES is to Authentication.
   *
   * @param id its name
   * @param secret its password
   */
  public record Client(String id, Secret secret) {

    /** Checks that there are both. */
    public Client {
      requireNonNull(id, "id");
      requireNonNull(secret, "secret");
    }
  }

  /** Returns all services: those that are named, and the others at {@code others}. */
  public GwsConfig completed(URI others, Client own, Map<TenantId, StatisticsConfig.Login> users) {
    var known = client == null ? own : client;
    return new GwsConfig(
        authentication == null ? others : authentication,
        environment == null ? others : environment,
        known.id(),
        known.secret(),
        configuration == null ? others : configuration,
        new StatisticsConfig(statistics == null ? others : statistics, users));
  }

  static NamedServices read(Values values) {
    var authentication = GwsConfig.authentication(values);
    var configuration = GwsConfig.configuration(values);
    var statistics = GwsConfig.statistics(values);
    if (authentication == null) {
      GwsConfig.ignoreClient(values);
    }
    return new NamedServices(
        authentication,
        GwsConfig.environment(values),
        configuration,
        statistics == null ? configuration : statistics,
        authentication == null ? null : GwsConfig.client(values),
        StatisticsConfig.logins(values));
  }
}
