package io.openges.app.config;

/**
 * Thresholds of the alerts, exported as metrics for their rules (specification 18). Immutable and
 * thread-safe.
 *
 * @param http400 answers with 400 in five minutes, 0 or more
 * @param http401 answers with 401 in five minutes, 0 or more
 * @param http404 answers with 404 in five minutes, 0 or more
 * @param http500 answers with 500 in five minutes, 0 or more
 * @param rbac errors on making queue objects in ten minutes, 0 or more
 * @param contentLength bodies of a wrong size in two minutes, 0 or more
 */
public record Tolerances(
    int http400, int http401, int http404, int http500, int rbac, int contentLength) {

  private static final int MAX = 1_000_000;

  static Tolerances read(Values values) {
    return new Tolerances(
        values.whole("GES_HTTP_400_TOLERANCE", 1, 0, MAX),
        values.whole("GES_HTTP_401_TOLERANCE", 1, 0, MAX),
        values.whole("GES_HTTP_404_TOLERANCE", 1, 0, MAX),
        values.whole("GES_HTTP_500_TOLERANCE", 1, 0, MAX),
        values.whole("GES_RBAC_TOLERANCE", 5, 0, MAX),
        values.whole("GES_CONTENT_LENGTH_TOLERANCE", 0, 0, MAX));
  }
}
