package io.openges.app.neighbours;

import org.jspecify.annotations.Nullable;

/**
 * A running session: one attempt at one callback. Guarded by the lock of {@link Sessions}; not
 * thread-safe.
 */
final class Session {

  private final StreamedCall call;
  private final Story story;
  private int failedDials;
  private State state = State.QUEUED;
  private boolean hasAgent;
  private boolean ended;

  Session(StreamedCall call, Story story) {
    this.call = call;
    this.story = story;
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

  void leaveAgent() {
    hasAgent = false;
  }

  /** Whether it stays where it is until it is told to end. */
  boolean lasts() {
    return story.lasting() != null && story.lasting().name().equals(state.name());
  }

  /** Whether the dial that is going on reaches nobody. */
  boolean isDialFailing() {
    return failedDials < story.failedDials().size();
  }

  /** Counts a dial that reached nobody. */
  void countFailedDial() {
    failedDials++;
  }

  /** Returns what came of the last dial that reached nobody, null if there was none. */
  @Nullable
  String lastFailure() {
    return failedDials == 0 ? null : story.failedDials().get(failedDials - 1);
  }

  /** Returns the number of a report: the same report has the same, a later one a higher one. */
  int sequence(State of) {
    return failedDials * State.values().length + of.sequence();
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

    private int sequence() {
      return sequence;
    }
  }
}
