package io.openges.domain.callback;

/**
 * Through which door a booking came (specification 5.1).
 *
 * <p>Immutable and thread-safe.
 */
public enum Origin {
  /** The voice menu, through the internal API. */
  IVR,
  /** A customer's application, with an API key. */
  API,
  /** A signed-in operator. */
  UI,
  /** Made anew from a completed callback. */
  RECREATE
}
