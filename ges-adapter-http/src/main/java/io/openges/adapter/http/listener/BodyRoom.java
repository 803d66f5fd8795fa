package io.openges.adapter.http.listener;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory that the bodies of a listener's open requests may take, in bytes; the log tells when
 * it first does not suffice. Safe for use by many threads at once.
 */
final class BodyRoom {

  private static final Logger LOG = LoggerFactory.getLogger(BodyRoom.class);

  private final AtomicLong held = new AtomicLong();
  private final AtomicBoolean told = new AtomicBoolean();
  private final long size;

  BodyRoom(long size) {
    this.size = size;
  }

  /** Takes room, if there is as much. */
  boolean take(int bytes) {
    if (bytes == 0 || held.addAndGet(bytes) <= size) {
      return true;
    }
    held.addAndGet(-bytes);
    if (told.compareAndSet(false, true)) {
      LOG.warn(
          "The bodies of open requests take {} of {} bytes: large ones are refused with 503",
          held.get(),
          size);
    }
    return false;
  }

  /** Takes room whether or not there is any. */
  void takeAnyhow(int bytes) {
    held.addAndGet(bytes);
  }

  /** Gives back what was taken. */
  void giveBack(int bytes) {
    if (held.addAndGet(-bytes) < size / 2 && told.get()) {
      told.set(false);
    }
  }

  /** Returns how much is taken. */
  long held() {
    return held.get();
  }
}
