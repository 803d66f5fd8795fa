package io.openges.ports.memory;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.Revocation;
import io.openges.domain.push.PushOffer;
import io.openges.ports.driven.dispatch.CallSessions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that are started and ended by whoever holds this object, and that keep the events they
 * are sent. Safe for use by many threads at once.
 */
public final class InMemoryCallSessions implements CallSessions {

  private final Map<String, Started> sessions = new HashMap<>();
  private final List<Told> told = new ArrayList<>();
  private boolean answers = true;
  private PushOffer.@Nullable Answer answer;
  private int asked;

  /** Makes servers without sessions. */
  public InMemoryCallSessions() {}

  @Override
  public synchronized Proof find(CallbackKey key, int attempt) {
    if (!answers) {
      return Proof.NONE_ANSWERS;
    }
    return sessions.containsValue(new Started(key, attempt))
        ? Proof.SESSION_EXISTS
        : Proof.NO_SESSION;
  }

  @Override
  public synchronized Delivery tell(CallbackKey key, Revocation revocation) {
    var session = revocation.session();
    return tell(session == null ? "" : session.id(), revocation.event(), key, revocation.attempt());
  }

  @Override
  public synchronized Delivery tell(Running running, PushOffer.@Nullable Answer answer) {
    var event = answer == null ? "callback.unconfirmed" : "callback.confirmed";
    var delivery = tell(running.session().id(), event, running.key(), running.attempt());
    if (answer != null && delivery == Delivery.DELIVERED) {
      this.answer = answer;
    }
    return delivery;
  }

  private Delivery tell(String session, String event, CallbackKey key, int attempt) {
    if (!answers) {
      return Delivery.NO_ANSWER;
    }
    if (!sessions.containsKey(session)) {
      return Delivery.GONE;
    }
    told.add(new Told(session, event, key, attempt));
    return Delivery.DELIVERED;
  }

  /** Returns the last answer to an offer that a session was told, null if none was. */
  public synchronized PushOffer.@Nullable Answer answer() {
    return answer;
  }

  @Override
  public synchronized List<Presence> ask(List<Running> running) {
    asked += running.size();
    return running.stream().map(this::ask).toList();
  }

  private Presence ask(Running one) {
    if (!answers) {
      return Presence.UNKNOWN;
    }
    boolean runs = one.session().id().isEmpty()
        ? sessions.containsValue(new Started(one.key(), one.attempt()))
        : sessions.containsKey(one.session().id());
    return runs ? Presence.RUNS : Presence.GONE;
  }

  /** Returns how many sessions were asked for by {@link #ask}, 0 or more. */
  public synchronized int asked() {
    return asked;
  }

  /** Starts a session for an attempt and returns it as it would introduce itself. */
  public synchronized Attempt.Session start(CallbackKey key, int attempt, String sessionId) {
    sessions.put(sessionId, new Started(key, attempt));
    return new Attempt.Session(sessionId, null, -1, null, null);
  }

  /** Ends a session, if it runs. */
  public synchronized void end(String sessionId) {
    sessions.remove(sessionId);
  }

  /** Says from now on whether any server answers. */
  public synchronized void answer(boolean whether) {
    answers = whether;
  }

  /** Returns the events that were delivered, oldest first. */
  public synchronized List<Told> told() {
    return List.copyOf(told);
  }

  /**
   * An event that a session has got. Immutable and thread-safe.
   *
   * @param sessionId the session
   * @param event the event's name
   * @param key the callback the event names
   * @param attempt the attempt the event names
   */
  public record Told(String sessionId, String event, CallbackKey key, int attempt) {}

  private record Started(CallbackKey key, int attempt) {}
}
