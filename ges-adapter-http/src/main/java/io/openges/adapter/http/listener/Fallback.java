package io.openges.adapter.http.listener;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what never becomes a request, such as a malformed header or a body there is no room for,
 * in the same form as the rest (specification 2.8), and counts it (specification 18). Safe for use
 * by many threads at once.
 */
final class Fallback extends ErrorHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Fallback.class);

  private final HttpMetrics metrics;

  Fallback(HttpMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = status(response.getStatus());
    var corrId = UUID.randomUUID().toString();
    var reply = Reply.failure(corrId, problem(status));
    var headers = response.getHeaders();
    reply.headers().forEach(headers::put);
    headers.put(Listener.CORRELATION, corrId);
    headers.put(HttpHeader.CONTENT_TYPE, Reply.JSON);
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    response.setStatus(status);
    metrics.answered(null, null, status, NanoTime.since(request.getBeginNanoTime()));
    LOG.debug("{} before any route, corrId {}", status, corrId);
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
    return true;
  }

  /** An HTTP version that does not exist is the caller's fault, not the server's. */
  private static int status(int found) {
    return found < 400 || found == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 ? 400 : found;
  }

  private static ProblemException problem(int status) {
    if (status == StatusCode.DEPENDENCY_DOWN.http()) {
      return ProblemException.of(StatusCode.DEPENDENCY_DOWN);
    }
    return status < 500
        ? ProblemException.parameter("request", "malformed or too large HTTP")
        : ProblemException.of(StatusCode.INTERNAL);
  }
}
