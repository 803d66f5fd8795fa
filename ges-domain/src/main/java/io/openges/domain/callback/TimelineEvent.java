package io.openges.domain.callback;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a callback's history; events are only ever added. Immutable and thread-safe.
 *
 * @param at when it happened, milliseconds, UTC
 * @param actor who caused it
 * @param from the state before, null for the booking itself
 * @param to the state after
 * @param attempt the attempt it belongs to, 1 or more
 * @param note a reason, dial result or other upper-case word that explains it, null if none
 */
public record TimelineEvent(
    Instant at,
    Actor actor,
    @Nullable CallbackState from,
    CallbackState to,
    int attempt,
    @Nullable String note) {

  /** Checks that every required part is there. */
  public TimelineEvent {
    requireNonNull(at, "at");
    requireNonNull(actor, "actor");
    requireNonNull(to, "to");
  }

  /** Who causes changes. */
  public enum Actor {
    /** The service itself. */
    GES,
    /** The voice platform's session. */
    ORS,
    /** The customer or the voice menu, through an API. */
    CUSTOMER,
    /** A signed-in operator. */
    OPERATOR
  }
}
