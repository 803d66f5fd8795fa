package io.openges.app.neighbours.gws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page on which people sign in: they choose who they are, and no password is asked for.
 * Immutable and thread-safe.
 */
final class SignInPage {

  /** Where every GES takes codes; browsers are sent nowhere else with one. */
  private static final String REDIRECT_PATH = "/ges/ui/login.html";

  private static final List<String> KEPT = List.of(
      "response_type",
      "client_id",
      "redirect_uri",
      "state",
      "code_challenge",
      "code_challenge_method");
  private static final String HEAD = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
      + "<title>Simulated Genesys</title><h1>Simulated Genesys Authentication</h1>";

  private final String clientId;
  private final List<GwsPerson> people;

  SignInPage(String clientId, List<GwsPerson> people) {
    this.clientId = clientId;
    this.people = people;
  }

  /** Says whether the request is one of GES for a code. */
  boolean isProper(GwsRequest request) {
    return request.query("response_type").equals("code")
        && request.query("client_id").equals(clientId)
        && isOurs(request.query("redirect_uri"))
        && request.query("code_challenge").length() > 1
        && !request.query("code_challenge_method").equals("plain");
  }

  /** Returns the page with a link for everybody. */
  GwsResponse choice(GwsRequest request) {
    var links = people.stream()
        .map(person -> "<li><a href=\"" + escaped("?" + query(request, person)) + "\">"
            + escaped(person.name()) + "</a></li>")
        .collect(Collectors.joining());
    return GwsResponse.page(HEAD + "<p>Who are you?</p><ul>" + links + "</ul></html>");
  }

  /** Returns where the browser goes with its code. */
  String target(GwsRequest request, String code) {
    var back = request.query("redirect_uri");
    return back + (back.contains("?") ? "&" : "?") + "code=" + code + "&state="
        + encoded(request.query("state"));
  }

  /** Sends whoever signs out back to GES. */
  GwsResponse goodBye(GwsRequest request) {
    var back = request.query("redirect_uri");
    return isOurs(back)
        ? GwsResponse.redirect(back)
        : GwsResponse.page(HEAD + "<p>You are signed out.</p></html>");
  }

  private static boolean isOurs(String uri) {
    try {
      var parsed = URI.create(uri);
      return List.of("http", "https").contains(String.valueOf(parsed.getScheme()))
          && REDIRECT_PATH.equals(parsed.getPath());
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static String query(GwsRequest request, GwsPerson person) {
    return KEPT.stream()
            .filter(name -> !request.query(name).isEmpty())
            .map(name -> name + "=" + encoded(request.query(name)))
            .collect(Collectors.joining("&"))
        + "&username=" + encoded(person.name());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static String escaped(String text) {
    var escapes = Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '"', "&quot;", '\'', "&#39;");
    return text.chars()
        .mapToObj(c -> escapes.getOrDefault((char) c, Character.toString((char) c)))
        .collect(Collectors.joining());
  }
}
