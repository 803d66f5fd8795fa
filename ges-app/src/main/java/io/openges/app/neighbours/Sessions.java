package io.openges.app.neighbours;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sessions and the agents. A session reports before it acts, goes on when GES agrees, and ends
 * when GES refuses. Safe for use by many threads at once.
 */
final class Sessions {

  private static final int NO_TRAFFIC = -1;

  private final PlatformOptions options;
  private final Reports reports;
  private final Executor callers;
  private final Delay delay;
  private final Consumer<StreamedCall> onEnd;
  private final Map<String, Session> byId = new HashMap<>();
  private final Map<SimulatedPlatform.AttemptKey, Integer> dialled = new HashMap<>();
  private final Map<String, Story> stories = new HashMap<>();
  private final Map<String, Integer> waitSeconds = new HashMap<>();
  private final Set<String> served = new HashSet<>();
  private final Deque<Session> waiting = new ArrayDeque<>();
  private int freeAgents;
  private boolean held;

  Sessions(
      PlatformOptions options,
      Reports reports,
      Executor callers,
      Delay delay,
      Consumer<StreamedCall> onEnd) {
    this.options = options;
    this.reports = reports;
    this.callers = callers;
    this.delay = delay;
    this.onEnd = onEnd;
    this.freeAgents = options.agents();
  }

  /** Runs something later. */
  interface Delay {
    void after(Duration duration, Runnable task);
  }

  /** Begins a session, unless one runs for the same attempt. */
  synchronized void begin(StreamedCall call) {
    var story = stories.getOrDefault(call.service(), Story.SMOOTH);
    if (call.key().attempt() <= story.lostAttempts()) {
      callers.execute(() -> onEnd.accept(call));
      return;
    }
    var session = new Session(call, story);
    if (byId.putIfAbsent(session.id(), session) == null) {
      served.add(call.service());
      report(session, Session.State.QUEUED);
    }
  }

  /** Tells a session an event; false if there is no such session. */
  synchronized boolean tell(String sessionId, String event) {
    var session = byId.get(sessionId);
    if (session == null) {
      return false;
    }
    boolean ends = event.equals("callback.cancel") || event.equals("callback.revoked");
    if (ends && session.state() != Session.State.PROCESSING) {
      end(session);
    }
    return true;
  }

  /** Returns what is known of a session, null if there is none. */
  synchronized @Nullable Map<String, Object> describe(String sessionId) {
    var session = byId.get(sessionId);
    if (session == null) {
      return null;
    }
    return Map.of(
        "sessionId", sessionId,
        "state", session.state().name(),
        "callbackId", session.call().key().callbackId(),
        "attempt", session.call().key().attempt(),
        "service", session.call().service());
  }

  /** Returns the ids of the sessions that run for an attempt. */
  synchronized List<String> find(String callbackId, int attempt) {
    var key = new SimulatedPlatform.AttemptKey(callbackId, attempt);
    return byId.values().stream()
        .filter(session -> session.call().key().equals(key))
        .map(Session::id)
        .toList();
  }

  /** Returns how many calls of a queue wait for an agent. */
  synchronized int waiting(String service) {
    return (int)
        waiting.stream().filter(one -> one.call().service().equals(service)).count();
  }

  /**
   * Returns how long a call that came now would wait, in whole seconds, -1 for a queue that never
   * had a call. All queues share the agents: while one is free nobody waits, else every call ahead
   * and the new one take their share of the agents' time.
   */
  synchronized int waitSeconds(String service) {
    var fixed = waitSeconds.get(service);
    if (fixed != null) {
      return fixed;
    }
    if (!served.contains(service)) {
      return NO_TRAFFIC;
    }
    long ahead = byId.values().stream().filter(session -> !session.hasAgent()).count();
    if (ahead < freeAgents && !held) {
      return 0;
    }
    var handling = options.pace().routing().plus(options.pace().talking());
    var wait = handling.multipliedBy(ahead + 1).dividedBy(options.agents());
    return (int) wait.plusMillis(999).toSeconds();
  }

  /** Tells what happens to the sessions of a queue. */
  synchronized void tellStory(String service, Story story) {
    stories.put(service, story);
  }

  /** Fixes the estimated wait of a queue. */
  synchronized void fixWait(String service, int seconds) {
    waitSeconds.put(service, seconds);
  }

  /** Keeps agents from taking calls, or lets them. */
  synchronized void hold(boolean on) {
    held = on;
    assign();
  }

  /** Returns how often each attempt came to be dialled. */
  synchronized Map<SimulatedPlatform.AttemptKey, Integer> dialled() {
    return Map.copyOf(dialled);
  }

  /** Returns how many sessions run. */
  synchronized int running() {
    return byId.size();
  }

  private void report(Session session, Session.State state) {
    var standing = new Reports.Standing(
        waiting(session.call().service()) + 1, waitSeconds(session.call().service()));
    var what = new Reports.Progress(state, session.sequence(state), dialResult(session, state));
    callers.execute(() -> {
      var answer = reports.report(session.call(), session.id(), what, standing);
      answered(session, state, answer);
    });
  }

  private static @Nullable String dialResult(Session session, Session.State state) {
    return switch (state) {
      case QUEUED -> session.lastFailure();
      case COMPLETED -> "CONNECTED";
      default -> null;
    };
  }

  private synchronized void answered(Session session, Session.State state, Reports.Answer answer) {
    if (session.hasEnded()) {
      return;
    }
    switch (answer) {
      case NONE -> later(options.pace().repeating(), session, () -> report(session, state));
      case REFUSED -> end(session);
      case TAKEN -> goOn(session, state);
    }
  }

  private void goOn(Session session, Session.State state) {
    session.moveTo(state);
    if (session.lasts()) {
      return;
    }
    var pace = options.pace();
    switch (state) {
      case QUEUED -> later(pace.queueing(), session, () -> ready(session));
      case ROUTING ->
        later(pace.routing(), session, () -> report(session, Session.State.PROCESSING));
      case PROCESSING -> {
        dialled.merge(session.call().key(), 1, Integer::sum);
        later(pace.talking(), session, () -> hangUp(session));
      }
      case COMPLETED -> end(session);
    }
  }

  private void hangUp(Session session) {
    if (!session.isDialFailing()) {
      report(session, Session.State.COMPLETED);
      return;
    }
    session.countFailedDial();
    session.leaveAgent();
    freeAgents++;
    report(session, Session.State.QUEUED);
    assign();
  }

  private void later(Duration duration, Session session, Runnable task) {
    delay.after(duration, () -> ifAlive(session, task));
  }

  private synchronized void ifAlive(Session session, Runnable task) {
    if (!session.hasEnded()) {
      task.run();
    }
  }

  private void ready(Session session) {
    waiting.add(session);
    assign();
  }

  private void assign() {
    while (freeAgents > 0 && !held && !waiting.isEmpty()) {
      var session = waiting.remove();
      freeAgents--;
      session.takeAgent();
      report(session, Session.State.ROUTING);
    }
  }

  private void end(Session session) {
    session.end();
    byId.remove(session.id());
    waiting.remove(session);
    if (session.hasAgent()) {
      freeAgents++;
    }
    callers.execute(() -> onEnd.accept(session.call()));
    assign();
  }
}
