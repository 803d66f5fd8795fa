package io.openges.ports.driving.callback;

import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.tenant.TenantId;
import java.util.Optional;

/**
 * Driving port: erases what is personal (specification 6.9). Safe for use by many threads at once.
 */
public interface ErasePersonalData {

  /**
   * Erases numbers, user data, storage, devices and free texts of every callback of a number. Open
   * callbacks are completed first, except those that an agent handles: they go on, emptied. When
   * this returns nothing of it is left in the store; caches follow within a minute, and the voice
   * platform's stream as soon as it answers.
   *
   * @param actor on whose behalf
   * @throws io.openges.ports.driven.DependencyUnavailableException if a store gave no answer;
   *     asking again is harmless
   */
  Erased byNumber(TenantId tenant, PhoneNumber number, String actor);

  /**
   * Does the same with one callback; empty if it is unknown.
   *
   * @param actor on whose behalf
   * @throws io.openges.ports.driven.DependencyUnavailableException if a store gave no answer;
   *     asking again is harmless
   */
  Optional<Erased> byCallback(CallbackKey key, String actor);

  /**
   * What was erased now; what had been erased before does not count.
   *
   * @param callbacks how many callbacks, 0 or more
   * @param callIns how many call-in requests, 0 or more
   */
  record Erased(int callbacks, int callIns) {}
}
