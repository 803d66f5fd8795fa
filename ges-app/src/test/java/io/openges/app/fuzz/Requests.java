package io.openges.app.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.openges.app.openapi.Samples;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Draws requests for every endpoint that a document names: the same ones for the same seed.
 * Immutable and thread-safe.
 */
final class Requests {

  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "BREW", "get");

  private static final List<String> HEADERS = List.of(
      "Idempotency-Key: k1",
      "Idempotency-Key: \u0001",
      "Content-Type: application/json; charset=utf-16",
      "Content-Type: ;;=",
      "Origin: https://evil.example",
      "Origin: null",
      "Access-Control-Request-Method: POST",
      "ccid: x",
      "ccid: ",
      "X-Forwarded-For: 999.1.1.1, ::1, \u00ff",
      "X-Forwarded-For: " + "1.1.1.1,".repeat(900),
      "Expect: 100-continue",
      "Accept-Encoding: gzip;q=x",
      "Cookie: " + "a=b;".repeat(200),
      "Authorization: Bearer \u001b[2J",
      "cache-control: max-age=99999999999999999999",
      "X-GES-Correlation-Id: a b",
      "Upgrade: websocket",
      "Range: bytes=0-0,-1",
      "If-None-Match: \"",
      "Connection: close");

  /** How much more often an API is asked than a page. */
  private static final int WEIGHT_OF_APIS = 5;

  private final Samples samples;
  private final String apiKey;
  private final List<Operation> operations = new ArrayList<>();
  private final int endpoints;

  /** One method of one path. */
  private record Operation(String method, String path, JsonNode description) {

    private boolean isApi() {
      return path.startsWith("/engagement/");
    }
  }

  /**
   * A request.
   *
   * @param text the bytes as they are sent, one character each (ISO 8859-1)
   * @param isFramed whether its end is certain, so that the connection can be used again
   */
  record Drawn(String text, boolean isFramed) {

    private static Drawn of(byte[] bytes, boolean isFramed) {
      return new Drawn(new String(bytes, ISO_8859_1), isFramed);
    }

    /** Returns a copy of what is sent. */
    byte[] bytes() {
      return text.getBytes(ISO_8859_1);
    }
  }

  Requests(JsonNode document, Map<String, List<String>> known, String apiKey) {
    this.samples = new Samples(document, known);
    this.apiKey = apiKey;
    document
        .path("paths")
        .properties()
        .forEach(path -> path.getValue()
            .properties()
            .forEach(method -> operations.add(new Operation(
                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
    this.endpoints = operations.size();
    var apis = operations.stream().filter(Operation::isApi).toList();
    for (int i = 1; i < WEIGHT_OF_APIS; i++) {
      operations.addAll(apis);
    }
  }

  /** Returns how many endpoints there are. */
  int endpoints() {
    return endpoints;
  }

  /** Draws a request. */
  Drawn draw(Random random) {
    if (random.nextInt(50) == 0) {
      var noise = new byte[1 + random.nextInt(2000)];
      random.nextBytes(noise);
      return Drawn.of(noise, false);
    }
    var request = structured(random);
    if (random.nextInt(10) == 0) {
      return Drawn.of(Mutations.bytes(request, random), false);
    }
    // an answer to HEAD has a length, but no body
    return Drawn.of(request, !new String(request, 0, 5, ISO_8859_1).equals("HEAD "));
  }

  private byte[] structured(Random random) {
    var operation = operations.get(random.nextInt(operations.size()));
    var method = random.nextInt(20) == 0 ? Mutations.one(METHODS, random) : operation.method();
    var head = new StringBuilder(method)
        .append(' ')
        .append(target(operation, random))
        .append(" HTTP/1.1\r\nHost: x\r\n");
    if (random.nextInt(20) > 0) {
      var key = random.nextInt(50) == 0 ? "nobody" + random.nextInt(9) : apiKey;
      head.append("x-api-key: ").append(key).append("\r\n");
    }
    for (int i = random.nextInt(4) - 1; i > 0; i--) {
      head.append(Mutations.one(HEADERS, random)).append("\r\n");
    }
    return framed(head, body(operation, random), random);
  }

  private String target(Operation operation, Random random) {
    var path = operation.path();
    var query = new StringBuilder();
    for (var described : operation.description().path("parameters")) {
      var parameter = samples.resolve(described);
      var name = parameter.path("name").asText();
      var valid = samples.of(name, parameter.path("schema"), random);
      var value = encoded(Mutations.parameter(valid.asText(valid.toString()), random), random);
      if (parameter.path("in").asText().equals("path")) {
        path = path.replace("{" + name + "}", value.length() > 900 ? "x".repeat(256) : value);
      } else if (parameter.path("in").asText().equals("query") && random.nextInt(3) == 0) {
        query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(value);
      }
    }
    if (random.nextInt(30) == 0) {
      query.append(query.isEmpty() ? "?" : "&").append("a=%zz&=&%00=1&&b");
    }
    return path + query;
  }

  private static String encoded(String value, Random random) {
    var encoded = URLEncoder.encode(value, UTF_8);
    return random.nextInt(40) == 0 ? encoded.replace('%', '&') : encoded;
  }

  private byte[] body(Operation operation, Random random) {
    var schema = operation
        .description()
        .path("requestBody")
        .path("content")
        .path("application/json")
        .path("schema");
    if (schema.isMissingNode() && random.nextInt(10) > 0) {
      return new byte[0];
    }
    var body = Mutations.json(samples.of("", schema, random), random).getBytes(UTF_8);
    return switch (random.nextInt(300)) {
      case 0 -> new byte[600_000];
      case 1 -> new byte[512_001];
      case 2, 3, 4, 5, 6, 7, 8, 9 -> body.length == 0 ? body : Mutations.bytes(body, random);
      default -> body;
    };
  }

  private static byte[] framed(StringBuilder head, byte[] body, Random random) {
    if (body.length > 0 && random.nextInt(10) == 0) {
      head.append("Transfer-Encoding: chunked\r\n\r\n");
      int half = body.length / 2;
      var first = chunk(body, 0, half);
      var second = chunk(body, half, body.length - half);
      var all = Mutations.joined(first, second);
      return Mutations.joined(
          head.toString().getBytes(ISO_8859_1),
          Mutations.joined(all, "0\r\n\r\n".getBytes(ISO_8859_1)));
    }
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    return Mutations.joined(head.toString().getBytes(ISO_8859_1), body);
  }

  private static byte[] chunk(byte[] body, int start, int length) {
    if (length == 0) {
      return new byte[0];
    }
    var part = new byte[length];
    System.arraycopy(body, start, part, 0, length);
    var size = (Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1);
    return Mutations.joined(size, Mutations.joined(part, "\r\n".getBytes(ISO_8859_1)));
  }
}
