package io.openges.usecase.push;

import java.util.concurrent.CompletableFuture;

/**
 * Where notices wait for delivery. Safe for use by many threads at once; neither method blocks or
 * throws.
 */
public interface PushOutbox {

  /**
   * Takes a notice.
   *
   * @return completes with whether a device was told, once all devices are through
   */
  CompletableFuture<Boolean> offer(PushNotice notice);

  /** Takes something short to do off the caller's path; drops it if too much waits. */
  void run(Runnable task);
}
