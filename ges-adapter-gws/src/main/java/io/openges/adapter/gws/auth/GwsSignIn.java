package io.openges.adapter.gws.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.openges.adapter.gws.Answer;
import io.openges.adapter.gws.BrokenAnswerException;
import io.openges.adapter.gws.GwsService;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.access.SignIn;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.Request;

/**
 * Asks Genesys Authentication who signed in (specification 17.5). Safe for use by many threads at
 * once.
 */
public final class GwsSignIn implements SignIn {

  private static final String USER_INFO = "auth/v3/userinfo";

  private final GwsService authentication;
  private final OAuthClient client;

  /**
   * Makes it without asking anything yet.
   *
   * @param authentication Genesys Authentication
   * @param client what GES is to it
   */
  public GwsSignIn(GwsService authentication, OAuthClient client) {
    this.authentication = requireNonNull(authentication, "authentication");
    this.client = requireNonNull(client, "client");
  }

  @Override
  public Optional<UserToken> exchange(Code code) {
    var form = new FormBody.Builder()
        .add("grant_type", "authorization_code")
        .add("code", code.value())
        .add("redirect_uri", code.redirectUri())
        .add("code_verifier", code.verifier())
        .build();
    var request = new Request.Builder()
        .url(authentication.url(TokenAnswer.PATH).build())
        .header("Authorization", Credentials.basic(client.id(), client.secret(), UTF_8))
        .header("Accept", "application/json")
        .post(form)
        .build();
    return authentication.ask("exchange a code", request, GwsService.ANSWER_LIMIT, answer -> {
      var error = TokenAnswer.error(answer);
      if (!answer.isSuccess() && error.equals("invalid_grant")) {
        return Optional.<UserToken>empty();
      }
      var token = TokenAnswer.token(answer);
      return Optional.of(new UserToken(token.value(), token.validFor()));
    });
  }

  @Override
  public Optional<Person> person(UserToken token) {
    var request = new Request.Builder()
        .url(authentication.url(USER_INFO).build())
        .header("Authorization", "Bearer " + token.value())
        .header("Accept", "application/json")
        .build();
    return authentication.ask("who signed in", request, GwsService.ANSWER_LIMIT, answer -> {
      if (answer.status() == 401 || answer.status() == 403) {
        return Optional.<Person>empty();
      }
      return Optional.of(read(answer));
    });
  }

  private static Person read(Answer answer) throws BrokenAnswerException {
    // Refuses failures, in an envelope or not.
    var inside = answer.data();
    var info = inside.isObject() ? inside : answer.body();
    var tenant = Answer.text(info, "contactCenterId").flatMap(TenantId::parse);
    var name = Answer.text(info, "username", "loginName", "cmeUserName");
    var dbid = dbid(info);
    if (tenant.isEmpty() || name.isEmpty() || dbid.isEmpty()) {
      throw new BrokenAnswerException("answered without contact center, name or dbid");
    }
    return new Person(tenant.get(), name.get(), dbid.get());
  }

  private static Optional<String> dbid(JsonNode info) {
    var text = info.path("dbid").asText("");
    return text.matches("[0-9]{1,19}") ? Optional.of(text) : Optional.empty();
  }
}
