package io.openges.adapter.http.listener;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what never becomes a request, such as a malformed header, in the same form as the rest
 * (specification 2.8). Safe for use by many threads at once.
 */
final class Fallback extends ErrorHandler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = Math.max(response.getStatus(), 400);
    var corrId = UUID.randomUUID().toString();
    var problem = status < 500
        ? ProblemException.parameter("request", "malformed or too large HTTP")
        : ProblemException.of(StatusCode.INTERNAL);
    var reply = Reply.failure(corrId, problem);
    var headers = response.getHeaders();
    headers.put(Listener.CORRELATION, corrId);
    headers.put(HttpHeader.CONTENT_TYPE, Reply.JSON);
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    response.setStatus(status);
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
    return true;
  }
}
