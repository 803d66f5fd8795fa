package io.openges.app.neighbours.gws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request to one of the services. Immutable and thread-safe.
 *
 * @param method as GET
 * @param path the segments of the path, decoded, without the first empty one
 * @param query the parameters behind the question mark, decoded
 * @param authorization the header, empty if there is none
 * @param ccid the header, empty if there is none
 * @param body as text
 */
record GwsRequest(
    String method,
    List<String> path,
    Map<String, String> query,
    String authorization,
    String ccid,
    String body) {

  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";

  static GwsRequest of(HttpExchange exchange) throws IOException {
    var uri = exchange.getRequestURI();
    var path = Stream.of(uri.getRawPath().split("/", -1))
        .skip(1)
        // a plus in a path is a plus
        .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), UTF_8))
        .toList();
    return new GwsRequest(
        exchange.getRequestMethod(),
        path,
        form(uri.getRawQuery()),
        header(exchange, "Authorization"),
        header(exchange, "ccid"),
        new String(exchange.getRequestBody().readNBytes(MAX_BODY_BYTES), UTF_8));
  }

  /** Says whether method and path, from its second segment on, are these; a star is anything. */
  boolean is(String wanted, String... rest) {
    if (!method.equals(wanted) || path.size() != rest.length + 1) {
      return false;
    }
    for (int i = 0; i < rest.length; i++) {
      if (!rest[i].equals("*") && !rest[i].equals(path.get(i + 1))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the last segment of the path. */
  String last() {
    return path.get(path.size() - 1);
  }

  /** Returns a parameter behind the question mark, empty if there is none. */
  String query(String name) {
    return query.getOrDefault(name, "");
  }

  /** Returns the body as a form. */
  Map<String, String> form() {
    return form(body);
  }

  /** Returns the bearer token. */
  Optional<String> bearer() {
    return authorization.startsWith(BEARER)
        ? Optional.of(authorization.substring(BEARER.length()))
        : Optional.empty();
  }

  /** Returns name and password of basic authentication, with a colon between; empty without. */
  String basic() {
    if (!authorization.startsWith(BASIC)) {
      return "";
    }
    try {
      return new String(Base64.getDecoder().decode(authorization.substring(BASIC.length())), UTF_8);
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  private static String header(HttpExchange exchange, String name) {
    var value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static Map<String, String> form(@Nullable String raw) {
    Map<String, String> form = new HashMap<>();
    for (var pair : (raw == null ? "" : raw).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            URLDecoder.decode(pair.substring(0, equals), UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return Map.copyOf(form);
  }

  /** Returns method and path, without anything that may be secret. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
