package io.openges.adapter.http.listener;

import io.openges.adapter.http.envelope.Reply;
import io.openges.domain.tenant.TenantId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one request while it runs. It is answered once: by its handler, or by the
 * watcher of {@link Deadlines} if that takes too long. Fields are written by the handling thread
 * only; {@link #send} is safe from any.
 */
final class Exchange {

  private final String corrId;
  private final HttpServletResponse response;
  private final long startedNanos;
  private final Consumer<Exchange> counter;
  private final AtomicBoolean answered = new AtomicBoolean();
  private volatile long limitNanos = Long.MAX_VALUE;
  private volatile int status;
  private volatile @Nullable Route route;
  private volatile @Nullable TenantId tenant;

  /**
   * Makes an exchange without an answer.
   *
   * @param counter told once, when there is an answer and before it is sent
   */
  Exchange(HttpServletResponse response, long startedNanos, Consumer<Exchange> counter) {
    this.response = response;
    this.counter = counter;
    this.startedNanos = startedNanos;
    // Names a request in logs; nothing is guarded by it, so a quick generator will do.
    var random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() >>> 2) | Long.MIN_VALUE;
    this.corrId = new UUID(high, low).toString();
  }

  String corrId() {
    return corrId;
  }

  long startedNanos() {
    return startedNanos;
  }

  @Nullable
  Route route() {
    return route;
  }

  void matched(Route match) {
    this.route = match;
  }

  @Nullable
  TenantId tenant() {
    return tenant;
  }

  void identified(TenantId caller) {
    this.tenant = caller;
  }

  /** Returns the HTTP status that was sent, 0 before. */
  int status() {
    return status;
  }

  /** The reading of the monotonic clock after which the watcher answers. */
  long limitNanos() {
    return limitNanos;
  }

  void limit(long nanos) {
    this.limitNanos = nanos;
  }

  /**
   * Sends {@code reply} unless an answer was sent before.
   *
   * @return whether it was sent
   */
  boolean send(Reply reply) throws IOException {
    if (!answered.compareAndSet(false, true)) {
      return false;
    }
    status = reply.http();
    counter.accept(this);
    response.setStatus(reply.http());
    reply.headers().forEach(response::setHeader);
    response.setContentType(reply.contentType());
    response.setContentLength(reply.body().length);
    if (reply.body().length > 0) {
      response.getOutputStream().write(reply.body());
    }
    return true;
  }

  /** Pushes out what was sent, for answers that must not wait for the handler to return. */
  void flush() throws IOException {
    response.flushBuffer();
  }
}
