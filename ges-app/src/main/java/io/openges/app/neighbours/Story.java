package io.openges.app.neighbours;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the sessions of a queue, other than that an agent talks to the customer at once.
 * Immutable and thread-safe.
 *
 * @param lostAttempts attempts up to this number never begin, as if the server that read them had
 *     died
 * @param failedDials what comes of the first dials of a session, after which it queues again; an
 *     agent talks to the customer after them
 * @param lasting the state in which sessions stay until they are told to end; null for none
 */
public record Story(
    int lostAttempts, List<String> failedDials, @Nullable State lasting) {

  /** Nothing goes wrong. */
  public static final Story SMOOTH = new Story(0, List.of(), null);

  /** A state in which a session can stay. */
  public enum State {
    /** It waits for an agent. */
    QUEUED,
    /** An agent is reserved. */
    ROUTING,
    /** The customer is called. */
    PROCESSING
  }

  /** Copies the list. */
  public Story {
    failedDials = List.copyOf(failedDials);
  }

  /** Returns one whose first attempts are lost. */
  public static Story losing(int attempts) {
    return new Story(attempts, List.of(), null);
  }

  /** Returns one whose first dials end like this. */
  public static Story dialling(String... results) {
    return new Story(0, List.of(results), null);
  }

  /** Returns one whose sessions stay in a state. */
  public static Story lasting(State state) {
    return new Story(0, List.of(), state);
  }
}
