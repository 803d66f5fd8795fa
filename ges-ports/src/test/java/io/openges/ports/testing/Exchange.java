package io.openges.ports.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one of our requests looks like and what a neighbour answers, as kept in a file
 * {@code exchanges/<name>.http} of test resources: request line, headers and body, a line
 * {@code ---}, then status, headers and body. The wording is ours; the form is the neighbour's.
 * Immutable and thread-safe.
 *
 * @param method such as {@code GET}
 * @param target path and query as sent
 * @param headers the request's, as far as they matter
 * @param body the request's, empty if it has none
 * @param answer what comes back
 */
public record Exchange(
    String method, String target, Map<String, String> headers, String body, Answer answer) {

  /** Copies the headers. */
  public Exchange {
    headers = Map.copyOf(headers);
  }

  /**
   * What the neighbour answers.
   *
   * @param status the HTTP status
   * @param body the text, empty if there is none
   */
  public record Answer(int status, String body) {}

  /**
   * Reads a file.
   *
   * @param near a class of the module that has it
   */
  public static Exchange read(Class<?> near, String name) {
    var path = "/exchanges/" + name + ".http";
    try (var stream = near.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalArgumentException("no " + path);
      }
      return parse(new String(stream.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Exchange parse(String text) {
    int middle = text.indexOf("\n---\n");
    var request = text.substring(0, middle);
    var answer = text.substring(middle + 5);
    var first = request.lines().findFirst().orElseThrow().split(" ", 2);
    int status = Integer.parseInt(answer.lines().findFirst().orElseThrow().strip());
    return new Exchange(
        first[0], first[1], headers(request), body(request), new Answer(status, body(answer)));
  }

  private static Map<String, String> headers(String message) {
    var headers = new LinkedHashMap<String, String>();
    message.lines().skip(1).takeWhile(line -> !line.isEmpty()).forEach(line -> {
      int colon = line.indexOf(": ");
      headers.put(line.substring(0, colon), line.substring(colon + 2));
    });
    return headers;
  }

  private static String body(String message) {
    int blank = message.indexOf("\n\n");
    return blank < 0 ? "" : message.substring(blank + 2).strip();
  }
}
