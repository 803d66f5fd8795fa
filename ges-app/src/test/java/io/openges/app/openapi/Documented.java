package io.openges.app.openapi;

import java.net.URI;
import java.net.http.HttpHeaders;

/**
 * Holds each answer of the product against its OpenAPI document when it comes: an answer that
 * nobody documented fails the test that got it. Stateless.
 */
public final class Documented {

  private Documented() {}

  /**
   * Checks an answer; those of others than GES are left alone.
   *
   * @param code of the envelope, -1 without one
   * @throws AssertionError if the document does not know it
   */
  public static void check(String method, URI uri, HttpHeaders headers, int status, int code) {
    if (headers.firstValue("X-GES-Correlation-Id").isEmpty()) {
      return;
    }
    var operation = Operations.INTERNAL.of(method, uri.getRawPath());
    boolean known = operation
        .map(found -> found.statuses().contains(Integer.toString(status)))
        .orElse(isNowhere(status, code));
    // what is internal only does not exist on the external listener, whose headers are judged first
    boolean elsewhere = isNowhere(status, code) || (status == 403 && code == 1105);
    if (!known && !elsewhere) {
      throw new AssertionError(
          "not documented: " + method + " " + uri.getRawPath() + " -> " + status + " " + code);
    }
  }

  /** No such path, no such method, or a preflight. */
  private static boolean isNowhere(int status, int code) {
    return (status == 404 && code == 7170) || (status == 405 && code == 7171) || status == 204;
  }
}
