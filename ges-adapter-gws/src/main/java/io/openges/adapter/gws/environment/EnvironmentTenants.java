package io.openges.adapter.gws.environment;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.openges.adapter.gws.Answer;
import io.openges.adapter.gws.BrokenAnswerException;
import io.openges.adapter.gws.GwsService;
import io.openges.adapter.gws.Renewed;
import io.openges.adapter.gws.auth.TokenSource;
import io.openges.adapter.gws.auth.WithToken;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.Tenants;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Asks Genesys Environment (specification 17.5). It asks anew for every API key; the list of all
 * tenants is kept for 5 minutes, and while Environment does not answer for up to a day.
 *
 * <p>Safe for use by many threads at once.
 */
public final class EnvironmentTenants implements Tenants {

  private static final String TENANTS = "environment/v3/contact-centers";
  private static final String KEYS = TENANTS + "/api-key";

  /** Longer texts are nobody's keys, and would make URLs that servers refuse. */
  private static final int MAX_KEY_LENGTH = 1000;

  private static final Duration LIST_RENEWED_AFTER = Duration.ofMinutes(5);
  private static final Duration LIST_VALID_FOR = Duration.ofHours(24);
  private static final int NOT_FOUND = 404;

  private final GwsService environment;
  private final WithToken asking;
  private final TokenSource token;
  private final Renewed<Set<TenantId>> all;

  /**
   * Makes it without asking anything yet.
   *
   * @param environment Genesys Environment
   * @param token lets GES ask it
   * @param nanoTime elapsed time in nanoseconds, from any start
   */
  public EnvironmentTenants(GwsService environment, TokenSource token, LongSupplier nanoTime) {
    this.environment = requireNonNull(environment, "environment");
    this.token = requireNonNull(token, "token");
    this.asking = new WithToken(environment, nanoTime);
    this.all = new Renewed<>(environment.dependency(), this::fetchAll, nanoTime);
  }

  @Override
  public Optional<TenantId> byApiKey(String apiKey) {
    // In a URL's path dots mean other folders, and nothing means the folder itself.
    if (apiKey.isEmpty()
        || apiKey.equals(".")
        || apiKey.equals("..")
        || apiKey.length() > MAX_KEY_LENGTH) {
      return Optional.empty();
    }
    var url = environment.url(KEYS).addPathSegment(apiKey).build();
    return asking.get("whose an API key is", url, token, answer -> {
      if (answer.status() == NOT_FOUND) {
        return Optional.empty();
      }
      var tenant = tenant(answer.data());
      if (tenant.isEmpty()) {
        throw new BrokenAnswerException("answered without a contact center");
      }
      return tenant;
    });
  }

  @Override
  public Set<TenantId> all() {
    return all.get();
  }

  /**
   * Asks Environment for any sign of life.
   *
   * @throws DependencyUnavailableException if there is none
   */
  public void ping() {
    environment.ping(TENANTS);
  }

  private Renewed.Fetched<Set<TenantId>> fetchAll() {
    var tenants = asking.get("all tenants", environment.url(TENANTS).build(), token, answer -> {
      var data = answer.data();
      var list = data.isArray() ? data : data.path("contactCenters");
      if (!list.isArray()) {
        throw new BrokenAnswerException("answered without contact centers");
      }
      return Answer.elements(list).stream()
          .map(EnvironmentTenants::tenant)
          .flatMap(Optional::stream)
          .collect(Collectors.toUnmodifiableSet());
    });
    return new Renewed.Fetched<>(tenants, LIST_RENEWED_AFTER, LIST_VALID_FOR);
  }

  private static Optional<TenantId> tenant(JsonNode contactCenter) {
    return Answer.text(contactCenter, "contactCenterId", "id").flatMap(TenantId::parse);
  }
}
