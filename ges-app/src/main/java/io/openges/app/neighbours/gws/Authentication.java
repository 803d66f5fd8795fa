package io.openges.app.neighbours.gws;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Genesys Authentication: tokens for clients, for users by password, and for users by a page on
 * which they say who they are. Safe for use by many threads at once.
 */
final class Authentication {

  private static final int LIFE_SECONDS = 43_199;
  private static final int MAX_CODES = 1_000;

  private final GwsOptions options;
  private final Tokens tokens;
  private final SignInPage page;
  private final Map<String, Grant> codes = new LinkedHashMap<>();
  private volatile String lastUser = "";

  Authentication(GwsOptions options, Tokens tokens) {
    this.options = options;
    this.tokens = tokens;
    this.page = new SignInPage(options.client().id(), options.people());
  }

  GwsResponse answer(GwsRequest request) {
    if (request.is("POST", "v3", "oauth", "token")) {
      return token(request);
    }
    if (request.is("GET", "v3", "userinfo")) {
      return tokens
          .bearer(request)
          .flatMap(bearer -> Optional.ofNullable(bearer.person()))
          .map(Authentication::userInfo)
          .orElse(GwsResponse.UNAUTHORIZED);
    }
    if (request.is("GET", "v3", "oauth", "authorize")) {
      return authorize(request);
    }
    return request.is("GET", "v3", "sign-out") ? page.goodBye(request) : GwsResponse.NOT_FOUND;
  }

  /** Returns the name of whoever tried a password last, empty for nobody. */
  String lastUser() {
    return lastUser;
  }

  private GwsResponse authorize(GwsRequest request) {
    if (!page.isProper(request)) {
      return GwsResponse.failure(400, "not a request of a client that is known");
    }
    var person = person(request.query("username"));
    if (person.isEmpty()) {
      return page.choice(request);
    }
    var code = offer(
        new Grant(person.get(), request.query("redirect_uri"), request.query("code_challenge")));
    return GwsResponse.redirect(page.target(request, code));
  }

  private synchronized String offer(Grant grant) {
    if (codes.size() >= MAX_CODES) {
      codes.clear();
    }
    var code = tokens.secret();
    codes.put(code, grant);
    return code;
  }

  private GwsResponse token(GwsRequest request) {
    var client = options.client();
    if (!request.basic().equals(client.id() + ":" + client.secret())) {
      return refusal(401, "invalid_client");
    }
    var form = request.form();
    return switch (form.getOrDefault("grant_type", "")) {
      case "client_credentials" -> issue(null);
      case "password" -> granted(byPassword(form));
      case "authorization_code" -> granted(byCode(form));
      default -> refusal(400, "unsupported_grant_type");
    };
  }

  private GwsResponse granted(Optional<GwsPerson> person) {
    return person.map(this::issue).orElseGet(() -> refusal(400, "invalid_grant"));
  }

  private Optional<GwsPerson> byPassword(Map<String, String> form) {
    var password = form.get("password");
    lastUser = form.getOrDefault("username", "");
    return person(lastUser)
        .filter(person -> password != null && password.equals(person.password()));
  }

  // As the real one does: a wrong address or verifier leaves the code as it was.
  private synchronized Optional<GwsPerson> byCode(Map<String, String> form) {
    var code = form.getOrDefault("code", "");
    var grant = codes.get(code);
    if (grant == null
        || !grant.redirectUri().equals(form.get("redirect_uri"))
        || !grant.challenge().equals(challenge(form.getOrDefault("code_verifier", "")))) {
      return Optional.empty();
    }
    codes.remove(code);
    return Optional.of(grant.person());
  }

  private Optional<GwsPerson> person(String name) {
    return options.people().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  private GwsResponse issue(@Nullable GwsPerson person) {
    ObjectNode answer = GwsResponse.JSON.createObjectNode();
    answer.put("access_token", tokens.issue(person)).put("expires_in", LIFE_SECONDS);
    answer.put("refresh_token", tokens.secret()).put("scope", "*").put("token_type", "bearer");
    return GwsResponse.json(200, answer);
  }

  private static GwsResponse refusal(int status, String error) {
    return GwsResponse.json(status, GwsResponse.JSON.createObjectNode().put("error", error));
  }

  private static GwsResponse userInfo(GwsPerson person) {
    ObjectNode info = GwsResponse.JSON.createObjectNode();
    info.put("username", person.name()).put("loginName", person.name());
    info.put("cmeUserName", person.name()).put("contactCenterId", person.ccid());
    info.put("environmentId", person.ccid()).put("dbid", person.dbid());
    info.putArray("authorities");
    info.putObject("properties");
    return GwsResponse.json(200, info);
  }

  private static String challenge(String verifier) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** What a code stands for. */
  private record Grant(GwsPerson person, String redirectUri, String challenge) {}
}
