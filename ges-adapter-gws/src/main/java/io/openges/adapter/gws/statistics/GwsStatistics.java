package io.openges.adapter.gws.statistics;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.openges.adapter.gws.Answer;
import io.openges.adapter.gws.BrokenAnswerException;
import io.openges.adapter.gws.GwsService;
import io.openges.adapter.gws.auth.GrantRefusedException;
import io.openges.adapter.gws.auth.GwsUser;
import io.openges.adapter.gws.auth.UserTokens;
import io.openges.adapter.gws.auth.WithToken;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.statistics.Statistics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Asks Genesys Statistics in the name of the user that the tenant has registered (specification
 * 17.5). Answers that tell nothing, come too late or are too large count as none.
 *
 * <p>Safe for use by many threads at once.
 */
public final class GwsStatistics implements Statistics {

  private static final String PATH = "statistics/v3/operations/get-statistic-ex";
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
  private static final int MAX_MESSAGE = 500;

  private final GwsService service;
  private final WithToken asking;
  private final UserTokens tokens;
  private final Function<TenantId, Optional<GwsUser>> users;

  /**
   * Makes it without asking anything yet.
   *
   * @param service Genesys Statistics
   * @param tokens lets users ask it
   * @param users the user each tenant has registered, if it has; may throw
   *     {@code DependencyUnavailableException}
   * @param nanoTime elapsed time in nanoseconds, from any start
   */
  public GwsStatistics(
      GwsService service,
      UserTokens tokens,
      Function<TenantId, Optional<GwsUser>> users,
      LongSupplier nanoTime) {
    this.service = requireNonNull(service, "service");
    this.tokens = requireNonNull(tokens, "tokens");
    this.users = requireNonNull(users, "users");
    this.asking = new WithToken(service, nanoTime);
  }

  @Override
  public Outcome ask(TenantId tenant, String question) {
    var user = users.apply(tenant);
    if (user.isEmpty()) {
      return new NoCredentials();
    }
    var request = new Request.Builder()
        .url(service.url(PATH).build())
        .post(RequestBody.create(question.getBytes(StandardCharsets.UTF_8), JSON))
        .build();
    try {
      return asking.ask("statistics", request, tokens.of(user.get()), GwsStatistics::read);
    } catch (GrantRefusedException refused) {
      return new CredentialsRefused();
    }
  }

  @Override
  public boolean accepts(Login login) {
    try {
      tokens.of(new GwsUser(login.user(), login.password())).value();
      return true;
    } catch (GrantRefusedException refused) {
      return false;
    }
  }

  /**
   * Asks the service for any sign of life.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if there is none
   */
  public void ping() {
    service.ping(PATH);
  }

  private static Outcome read(Answer answer) throws BrokenAnswerException {
    if (answer.status() == 401 || answer.status() == 403) {
      return new CredentialsRefused();
    }
    if (!answer.isSuccess()) {
      return new Refused(message(answer.body()));
    }
    var data = answer.data();
    if (!data.isObject()) {
      throw new BrokenAnswerException("answered without figures");
    }
    if (!isWithin(data, Figures.MAX_DEPTH)) {
      throw new BrokenAnswerException("answered more than " + Figures.MAX_DEPTH + " levels");
    }
    var json = data.toString();
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(json)) {
      throw new BrokenAnswerException("answered text that is none");
    }
    return new Figures(json);
  }

  private static boolean isWithin(JsonNode node, int levels) {
    if (!node.isContainerNode()) {
      return true;
    }
    if (levels == 0) {
      return false;
    }
    for (var child : node) {
      if (!isWithin(child, levels - 1)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the reason in its own words, on one line and without what is no text. */
  private static String message(JsonNode body) {
    var text = Answer.text(body.path("status"), "message")
        .or(() -> Answer.text(body, "message", "error_description"))
        .orElse("");
    var clean = new StringBuilder();
    text.codePoints()
        .limit(MAX_MESSAGE / 2)
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
