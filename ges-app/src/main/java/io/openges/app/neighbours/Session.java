package io.openges.app.neighbours;

/**
 * A running session: one attempt at one callback. Guarded by the lock of {@link Sessions}; not
 * thread-safe.
 */
final class Session {

  private final StreamedCall call;
  private State state = State.QUEUED;
  private boolean hasAgent;
  private boolean ended;

  Session(StreamedCall call) {
    this.call = call;
  }

  /** Returns the same id for the same attempt always: the platform survives its own restart. */
  String id() {
    return "sim-" + call.key().callbackId() + "-" + call.key().attempt();
  }

  StreamedCall call() {
    return call;
  }

  State state() {
    return state;
  }

  void moveTo(State next) {
    state = next;
  }

  boolean hasAgent() {
    return hasAgent;
  }

  void takeAgent() {
    hasAgent = true;
  }

  boolean hasEnded() {
    return ended;
  }

  void end() {
    ended = true;
  }

  /** What a session reports of itself, in this order. */
  enum State {
    QUEUED(1),
    ROUTING(2),
    PROCESSING(3),
    COMPLETED(4);

    private final int sequence;

    State(int sequence) {
      this.sequence = sequence;
    }

    /** Returns the number of the report: the same state is the same report, rising over states. */
    int sequence() {
      return sequence;
    }
  }
}
