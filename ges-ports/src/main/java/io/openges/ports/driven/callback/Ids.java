package io.openges.ports.driven.callback;

import io.openges.domain.callback.CallbackId;

/**
 * Driven port: makes ids. Safe for use by many threads at once. Every implementation passes
 * {@code IdsContract}.
 */
public interface Ids {

  /**
   * Returns an id that was never returned before, on this or any other node, and is hard to guess.
   */
  CallbackId next();
}
