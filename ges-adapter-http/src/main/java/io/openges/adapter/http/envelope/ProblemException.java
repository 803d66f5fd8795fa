package io.openges.adapter.http.envelope;

import static java.util.Objects.requireNonNull;

import io.openges.ports.driving.explain.RefusedRequests.Cause;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request with an error answer. It carries no stack trace: it is an answer, not a fault.
 * Immutable and thread-safe.
 */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final StatusCode code;
  private final transient @Nullable Object data;
  private final transient Map<String, String> headers;
  private final transient @Nullable Cause reason;

  private ProblemException(
      StatusCode code,
      String message,
      @Nullable Object data,
      Map<String, String> headers,
      @Nullable Cause reason) {
    super(message, null, false, false);
    this.code = requireNonNull(code, "code");
    this.data = data;
    this.headers = Map.copyOf(headers);
    this.reason = reason;
  }

  /** Returns the problem with the usual message of its code. */
  public static ProblemException of(StatusCode code) {
    return of(code, code.message());
  }

  /** Returns the problem with a message of its own, which names no other customer's data. */
  public static ProblemException of(StatusCode code, String message) {
    var retry = code.retryAfter();
    return new ProblemException(
        code,
        message,
        null,
        retry == null ? Map.of() : Map.of("Retry-After", retry.toString()),
        null);
  }

  /**
   * Returns the refusal of one parameter: where it is, and what is expected (specification 2.10).
   */
  public static ProblemException parameter(String path, String expectation) {
    return of(StatusCode.INVALID_PARAMETER, path + ": " + expectation);
  }

  /** Returns a copy whose answer has {@code data}. */
  public ProblemException withData(Object answerData) {
    return new ProblemException(code, message(), answerData, headers, reason);
  }

  /** Returns a copy that remembers why; the answer does not tell it. */
  public ProblemException because(Cause cause) {
    return new ProblemException(code, message(), data, headers, cause);
  }

  /** Returns a copy whose answer says to come again in {@code seconds}, at least 1. */
  public ProblemException retryAfter(long seconds) {
    return withHeader("Retry-After", Long.toString(Math.max(seconds, 1)));
  }

  /** Returns a copy whose answer has one more header. */
  public ProblemException withHeader(String name, String value) {
    var more = new TreeMap<>(headers);
    more.put(name, value);
    return new ProblemException(code, message(), data, more, reason);
  }

  /** Returns the code. */
  public StatusCode code() {
    return code;
  }

  /** Returns the message of the answer. */
  public String message() {
    return requireNonNull(getMessage());
  }

  /** Returns the answer's data, null if it has none. */
  public @Nullable Object data() {
    return data;
  }

  /** Returns why a booking is refused, for operators; null if this refuses none. */
  public @Nullable Cause reason() {
    return reason;
  }

  /** Returns headers by name. */
  public Map<String, String> headers() {
    return headers;
  }
}
