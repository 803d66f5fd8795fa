package io.openges.app.wiring;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what was opened, the last first. What fails to close is logged and keeps nothing else from
 * being closed. Safe for use by many threads at once.
 */
public final class Closer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Closer.class);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Takes over the closing of {@code resource} and returns it. */
  public synchronized <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    return resource;
  }

  @Override
  public void close() {
    for (var next = take(); next != null; next = take()) {
      close(next);
    }
  }

  private synchronized @Nullable AutoCloseable take() {
    return open.poll();
  }

  // Whatever goes wrong here, the rest has to be closed, too.
  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("{} was not closed in good order", resource.getClass().getSimpleName(), e);
    }
  }
}
