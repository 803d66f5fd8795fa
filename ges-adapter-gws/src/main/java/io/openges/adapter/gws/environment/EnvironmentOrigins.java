package io.openges.adapter.gws.environment;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.openges.adapter.gws.Answer;
import io.openges.adapter.gws.GwsService;
import io.openges.adapter.gws.auth.TokenSource;
import io.openges.adapter.gws.auth.WithToken;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.tenant.TenantOrigins;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/**
 * Asks Genesys Environment for a tenant's setting {@code cors-origins} (specification 17.5):
 * origins separated by commas. Whatever is no origin is left out, {@code *} too.
 *
 * <p>Safe for use by many threads at once.
 */
public final class EnvironmentOrigins implements TenantOrigins {

  private static final String SETTING = "cors-origins";
  private static final int NOT_FOUND = 404;

  private final GwsService environment;
  private final WithToken asking;
  private final TokenSource token;

  /**
   * Makes it without asking anything yet.
   *
   * @param environment Genesys Environment
   * @param token lets GES ask it
   * @param nanoTime elapsed time in nanoseconds, from any start
   */
  public EnvironmentOrigins(GwsService environment, TokenSource token, LongSupplier nanoTime) {
    this.environment = requireNonNull(environment, "environment");
    this.asking = new WithToken(environment, nanoTime);
    this.token = requireNonNull(token, "token");
  }

  @Override
  public Set<String> of(TenantId tenant) {
    var url = environment
        .url("environment/v3/contact-centers")
        .addPathSegment(tenant.toString())
        .addPathSegment("settings")
        .build();
    return asking.get("settings of a tenant", url, token, answer -> {
      if (answer.status() == NOT_FOUND) {
        return Set.of();
      }
      return Arrays.stream(setting(answer.data()).split(",", -1))
          .map(EnvironmentOrigins::origin)
          .flatMap(Optional::stream)
          .collect(Collectors.toUnmodifiableSet());
    });
  }

  /** Settings come as members of an object, or as a list of names and values. */
  private static String setting(JsonNode data) {
    var settings = data.has("settings") ? data.path("settings") : data;
    return Answer.text(settings, SETTING)
        .or(() -> Answer.elements(settings).stream()
            .filter(
                one -> Answer.text(one, "name", "key").filter(SETTING::equals).isPresent())
            .flatMap(one -> Answer.text(one, "value").stream())
            .findFirst())
        .orElse("");
  }

  /** Returns the origin in the form in which browsers send it. */
  private static Optional<String> origin(String text) {
    var url = HttpUrl.parse(text.strip());
    if (url == null
        || !url.encodedPath().equals("/")
        || url.query() != null
        || url.fragment() != null
        || !url.username().isEmpty()
        || !url.password().isEmpty()) {
      return Optional.empty();
    }
    var whole = url.toString();
    return Optional.of(whole.substring(0, whole.length() - 1));
  }
}
