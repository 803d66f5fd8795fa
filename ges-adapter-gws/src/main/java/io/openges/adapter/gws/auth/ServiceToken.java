package io.openges.adapter.gws.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.openges.adapter.gws.GwsService;
import io.openges.adapter.gws.Renewed;
import java.util.function.LongSupplier;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.Request;

/**
 * The token by which GES itself, not one of its users, asks Genesys services. It is kept, and
 * renewed once 80 % of its life are over (specification 17.5).
 *
 * <p>Safe for use by many threads at once.
 */
public final class ServiceToken implements TokenSource {

  private final GwsService authentication;
  private final OAuthClient client;
  private final Renewed<String> token;

  /**
   * Makes it without asking for a token yet.
   *
   * @param authentication Genesys Authentication
   * @param client what GES is to it
   * @param nanoTime elapsed time in nanoseconds, from any start
   */
  public ServiceToken(GwsService authentication, OAuthClient client, LongSupplier nanoTime) {
    this.authentication = requireNonNull(authentication, "authentication");
    this.client = requireNonNull(client, "client");
    this.token = new Renewed<>(authentication.dependency(), this::fetch, nanoTime);
  }

  /**
   * Returns a token that was valid when it was last seen; a secret, never logged. Callers that need
   * one at the same time share one request.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if there is none; its cause is a
   *     {@link CredentialsRefusedException} if an operator has to help
   */
  @Override
  public String value() {
    return token.get();
  }

  @Override
  public void reject(String rejected) {
    token.reject(rejected);
  }

  /**
   * Asks Authentication for any sign of life.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if there is none
   */
  public void ping() {
    authentication.ping("auth/v3/userinfo");
  }

  private Renewed.Fetched<String> fetch() {
    var request = new Request.Builder()
        .url(authentication.url(TokenAnswer.PATH).build())
        .header("Authorization", Credentials.basic(client.id(), client.secret(), UTF_8))
        .header("Accept", "application/json")
        .post(new FormBody.Builder().add("grant_type", "client_credentials").build())
        .build();
    return authentication.ask("get a token", request, GwsService.ANSWER_LIMIT, TokenAnswer::token);
  }
}
