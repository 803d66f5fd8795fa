package io.openges.ports.driven.push;

import io.openges.domain.callback.CallbackKey;
import java.time.Instant;
import java.util.Set;

/**
 * Driven port: what was decided about the pushes of a callback, once for all nodes. Marks live as
 * long as their callback.
 *
 * <p>Safe for use by many threads at once, and by many processes that share the store. Every
 * implementation passes {@code PushMarksContract}.
 */
public interface PushMarks {

  /**
   * Sets a mark; says whether it was not there. Of all who ever set it at most one is told so:
   * nobody, if the answer to the first was lost on its way.
   *
   * @param mark a word of 1 to 80 ASCII characters
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer; the
   *     mark may have been set
   */
  boolean set(CallbackKey callback, String mark, Instant at);

  /**
   * Returns the marks of a callback.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Set<String> of(CallbackKey callback);
}
