package io.openges.domain.callback;

/**
 * Whether a callback is served as soon as may be or at a time of the customer's choice; only the
 * latter use slot capacity (specification 1).
 *
 * <p>Immutable and thread-safe.
 */
public enum CallbackKind {
  /** Served as soon as an agent is free; uses no slot capacity. */
  IMMEDIATE,
  /** Served at the desired time; holds a place in its slot while open. */
  SCHEDULED
}
