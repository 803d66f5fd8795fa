package io.openges.adapter.http.envelope;

import org.jspecify.annotations.Nullable;

/**
 * The shape of every answer but the facade's and those for machines: a status and, where there is
 * any, data (specification 2.7). Immutable and thread-safe.
 *
 * @param status what came of the request
 * @param data the result, null if there is none
 */
public record Envelope(Status status, @Nullable Object data) {

  /**
   * What came of the request.
   *
   * @param code see {@link StatusCode}
   * @param message a sentence for people
   * @param corrId names the request in answers and log lines
   */
  public record Status(int code, String message, String corrId) {}

  /** Returns the answer to a request that went well. */
  public static Envelope success(String corrId, @Nullable Object data) {
    return new Envelope(new Status(0, StatusCode.OK.message(), corrId), data);
  }

  /** Returns the answer to a request that ended in {@code problem}. */
  public static Envelope failure(String corrId, ProblemException problem) {
    return new Envelope(
        new Status(problem.code().code(), problem.message(), corrId), problem.data());
  }
}
