package io.openges.adapter.gws.environment;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.openges.adapter.gws.Answer;
import io.openges.adapter.gws.BrokenAnswerException;
import io.openges.adapter.gws.GwsService;
import io.openges.adapter.gws.Renewed;
import io.openges.adapter.gws.auth.ServiceToken;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.Tenants;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.Request;

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

  /** Token and answer together, so that a caller hears of a failure within 8 s (section 2.12). */
  private static final Duration TOTAL_LIMIT = Duration.ofSeconds(7);

  private static final Duration LIST_RENEWED_AFTER = Duration.ofMinutes(5);
  private static final Duration LIST_VALID_FOR = Duration.ofHours(24);
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;

  private final GwsService environment;
  private final ServiceToken token;
  private final LongSupplier nanoTime;
  private final Renewed<Set<TenantId>> all;

  /**
   * Makes it without asking anything yet.
   *
   * @param environment Genesys Environment
   * @param token lets GES ask it
   * @param nanoTime elapsed time in nanoseconds, from any start
   */
  public EnvironmentTenants(GwsService environment, ServiceToken token, LongSupplier nanoTime) {
    this.environment = requireNonNull(environment, "environment");
    this.token = requireNonNull(token, "token");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
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
    return ask("whose an API key is", url, answer -> {
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
    var tenants = ask("all tenants", environment.url(TENANTS).build(), answer -> {
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

  /** Asks, and once more with another token if the one at hand is not accepted any longer. */
  private <T> T ask(String operation, HttpUrl url, GwsService.Reading<T> reading) {
    long end = nanoTime.getAsLong() + TOTAL_LIMIT.toNanos();
    var first = token.value();
    var answered = environment.ask(
        operation,
        request(url, first),
        timeUntil(end, operation),
        answer -> answer.status() == UNAUTHORIZED
            ? Optional.<T>empty()
            : Optional.of(reading.read(answer)));
    if (answered.isPresent()) {
      return answered.get();
    }
    token.reject(first);
    return environment.ask(
        operation, request(url, token.value()), timeUntil(end, operation), reading);
  }

  private Duration timeUntil(long end, String operation) {
    long left = end - nanoTime.getAsLong();
    if (left <= 0) {
      throw new DependencyUnavailableException(
          environment.dependency(), operation + ": getting a token took all the time");
    }
    return Duration.ofNanos(left);
  }

  private static Request request(HttpUrl url, String token) {
    return new Request.Builder()
        .url(url)
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json")
        .build();
  }
}
