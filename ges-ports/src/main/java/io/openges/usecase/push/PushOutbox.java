package io.openges.usecase.push;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Where notices wait for delivery. Safe for use by many threads at once; no method blocks or
 * throws.
 */
public interface PushOutbox {

  /**
   * Takes a notice; drops it if too much waits.
   *
   * @return completes with whether a device was told, once all devices are through
   */
  CompletableFuture<Boolean> offer(PushNotice notice);

  /**
   * Takes a place for a notice and only then has it decided, on the caller's thread, whether there
   * is one: what is decided once must not be lost for want of a place.
   *
   * @param decision may block and throw, as it is the caller who waits; a place is given back then
   * @return empty if there was no place, so that nothing was decided; else it completes with
   *     whether a device was told, false at once if there is no notice
   */
  Optional<CompletableFuture<Boolean>> decide(Supplier<Optional<PushNotice>> decision);

  /**
   * Takes something short to do off the caller's path.
   *
   * @return whether it was taken; it is dropped if too much waits
   */
  boolean run(Runnable task);
}
