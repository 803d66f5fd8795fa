package io.openges.adapter.gws.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.openges.adapter.gws.Answer;
import io.openges.adapter.gws.BrokenAnswerException;
import io.openges.adapter.gws.GwsService;
import io.openges.adapter.gws.Renewed;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of users whose passwords are known, by password grant (specification 17.5). They are
 * renewed once 80 % of their life are over. A refusal is remembered for half a minute, lest Genesys
 * lock the user out.
 *
 * <p>Safe for use by many threads at once.
 */
public final class UserTokens {

  private static final Duration REFUSED = Duration.ofSeconds(30);

  /** More users than any installation has; beyond them tokens are fetched again. */
  private static final int MAX_USERS = 10_000;

  private final GwsService authentication;
  private final OAuthClient client;
  private final LongSupplier nanoTime;
  private final Map<GwsUser, Renewed<Grant>> users = new ConcurrentHashMap<>();

  /**
   * Makes it without asking for a token yet.
   *
   * @param authentication Genesys Authentication
   * @param client what GES is to it
   * @param nanoTime elapsed time in nanoseconds, from any start
   */
  public UserTokens(GwsService authentication, OAuthClient client, LongSupplier nanoTime) {
    this.authentication = requireNonNull(authentication, "authentication");
    this.client = requireNonNull(client, "client");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
  }

  /** Returns where the tokens of {@code user} come from; asks nobody yet. */
  public TokenSource of(GwsUser user) {
    if (users.size() >= MAX_USERS && !users.containsKey(user)) {
      users.clear();
    }
    var grant = users.computeIfAbsent(
        user, one -> new Renewed<>(authentication.dependency(), () -> fetch(one), nanoTime));
    return new OfUser(grant);
  }

  private Renewed.Fetched<Grant> fetch(GwsUser user) {
    var form = new FormBody.Builder()
        .add("grant_type", "password")
        .add("username", user.name())
        .add("password", user.password())
        .add("scope", "*");
    var request = new Request.Builder()
        .url(authentication.url(TokenAnswer.PATH).build())
        .header("Authorization", Credentials.basic(client.id(), client.secret(), UTF_8))
        .header("Accept", "application/json")
        .post(form.build())
        .build();
    return authentication.ask(
        "get a token of a user", request, GwsService.ANSWER_LIMIT, UserTokens::read);
  }

  private static Renewed.Fetched<Grant> read(Answer answer) throws BrokenAnswerException {
    var error = TokenAnswer.error(answer);
    if (!answer.isSuccess() && error.equals("invalid_grant")) {
      return new Renewed.Fetched<>(new Grant(null), REFUSED, REFUSED);
    }
    var fetched = TokenAnswer.token(answer);
    return new Renewed.Fetched<>(
        new Grant(fetched.value()), fetched.renewAfter(), fetched.validFor());
  }

  /**
   * What came of asking for a token.
   *
   * @param token null if the user may have none
   */
  private record Grant(@Nullable String token) {

    /** Returns nothing of the token. */
    @Override
    public String toString() {
      return token == null ? "Grant[refused]" : "Grant[***]";
    }
  }

  /**
   * The tokens of one user.
   *
   * @param grant holds the latest
   */
  private record OfUser(Renewed<Grant> grant) implements TokenSource {

    @Override
    public String value() {
      var token = grant.get().token();
      if (token == null) {
        throw new GrantRefusedException();
      }
      return token;
    }

    @Override
    public void reject(String rejected) {
      grant.reject(new Grant(rejected));
    }
  }
}
