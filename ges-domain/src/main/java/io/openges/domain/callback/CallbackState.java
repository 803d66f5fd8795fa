package io.openges.domain.callback;

/**
 * Where a callback stands (specification 6.2).
 *
 * <p>Immutable and thread-safe.
 */
public enum CallbackState {
  /** Accepted, not handed to the voice platform. */
  SCHEDULED,
  /** Handed to the voice platform, or about to be; waiting for an agent. */
  QUEUED,
  /** An agent is reserved but not connected yet. */
  ROUTING,
  /** The agent handles it; it cannot be cancelled any more. */
  PROCESSING,
  /** Final, with a reason. */
  COMPLETED;

  /** Says whether the callback is still to be served or being served. */
  public boolean isOpen() {
    return this != COMPLETED;
  }

  /** Says whether the voice platform holds the callback. */
  public boolean isWithVoicePlatform() {
    return this == QUEUED || this == ROUTING || this == PROCESSING;
  }
}
