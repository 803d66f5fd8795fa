package io.openges.ports.contract;

import static io.openges.ports.testing.Callbacks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.Revocation;
import io.openges.domain.push.PushOffer.Answer;
import io.openges.ports.driven.dispatch.CallSessions;
import io.openges.ports.driven.dispatch.CallSessions.Delivery;
import io.openges.ports.driven.dispatch.CallSessions.Presence;
import io.openges.ports.driven.dispatch.CallSessions.Proof;
import io.openges.ports.driven.dispatch.CallSessions.Running;
import io.openges.ports.testing.Callbacks;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link CallSessions} does; one subclass for each implementation. */
@Timeout(120)
public abstract class CallSessionsContract {

  private final CallbackKey key = Callbacks.anyKey();

  /** Returns what is under test. Its servers answer, and have none of this test's sessions. */
  protected abstract CallSessions sessions();

  /** Starts a session for an attempt and returns it as it introduces itself to GES. */
  protected abstract Attempt.Session start(CallbackKey key, int attempt);

  /** Ends a session. */
  protected abstract void end(Attempt.Session session);

  /** Returns the names of the events that reached a session, oldest first. */
  protected abstract List<String> events(Attempt.Session session);

  /** Stops all servers for the rest of the test. */
  protected abstract void silence();

  @Test
  void noSessionRunsForAnAttemptThatHasNone() {
    assertThat(sessions().find(key, 1)).isEqualTo(Proof.NO_SESSION);
  }

  @Test
  void aRunningSessionIsFound() {
    start(key, 2);

    assertThat(sessions().find(key, 2)).isEqualTo(Proof.SESSION_EXISTS);
  }

  @Test
  void theSessionOfAnotherAttemptOrCallbackIsNotFound() {
    start(key, 2);

    assertThat(sessions().find(key, 1)).isEqualTo(Proof.NO_SESSION);
    assertThat(sessions().find(Callbacks.anyKey(), 2)).isEqualTo(Proof.NO_SESSION);
  }

  @Test
  void aSessionThatHasEndedIsNotFound() {
    end(start(key, 1));

    assertThat(sessions().find(key, 1)).isEqualTo(Proof.NO_SESSION);
  }

  @Test
  void silenceProvesNothing() {
    start(key, 1);
    silence();

    assertThat(sessions().find(key, 1)).isEqualTo(Proof.NONE_ANSWERS);
  }

  @Test
  void sessionsThatRunAndSessionsThatAreGoneAreToldApart() {
    var runs = start(key, 1);
    var gone = start(key, 2);
    end(gone);
    var never = new Attempt.Session("never-ran", runs.url(), -1, null, null);

    assertThat(ask(gone, runs, never)).containsExactly(Presence.GONE, Presence.RUNS, Presence.GONE);
    assertThat(sessions().ask(List.of())).isEmpty();
  }

  @Test
  void aSessionThatDoesNotSayWhereItRunsIsFound() {
    var runs = start(key, 1);

    assertThat(ask(new Attempt.Session(runs.id(), null, -1, null, null)))
        .containsExactly(Presence.RUNS);
  }

  @Test
  void aSessionWithoutANameIsFoundByWhatItServes() {
    var unnamed = new Attempt.Session("", null, -1, null, null);
    assertThat(ask(unnamed)).containsExactly(Presence.GONE);

    start(key, 1);

    assertThat(ask(unnamed)).containsExactly(Presence.RUNS);
  }

  @Test
  void ofASilentServersSessionsNothingIsKnown() {
    var session = start(key, 1);
    end(session);
    silence();

    assertThat(ask(session, new Attempt.Session("", null, -1, null, null)))
        .containsExactly(Presence.UNKNOWN, Presence.UNKNOWN);
  }

  private List<Presence> ask(Attempt.Session... sessions) {
    return sessions()
        .ask(Stream.of(sessions).map(one -> new Running(key, 1, one)).toList());
  }

  @Test
  void aSessionIsToldOfItsRevocation() {
    var session = start(key, 1);

    assertThat(tell(session, Revocation.CANCEL)).isEqualTo(Delivery.DELIVERED);

    assertThat(events(session)).containsExactly("callback.cancel");
  }

  @Test
  void eachKindOfRevocationHasItsEvent() {
    var session = start(key, 1);

    tell(session, Revocation.REVOKED);
    tell(session, Revocation.CANCEL);

    assertThat(events(session)).containsExactly("callback.revoked", "callback.cancel");
  }

  @Test
  void onlyTheNamedSessionIsTold() {
    var named = start(key, 1);
    var other = start(key, 2);

    tell(named, Revocation.CANCEL);

    assertThat(events(other)).isEmpty();
  }

  @Test
  void aSessionThatHasEndedIsGone() {
    var session = start(key, 1);
    end(session);

    assertThat(tell(session, Revocation.CANCEL)).isEqualTo(Delivery.GONE);
  }

  @Test
  void silenceDeliversNothing() {
    var session = start(key, 1);
    silence();

    assertThat(tell(session, Revocation.CANCEL)).isEqualTo(Delivery.NO_ANSWER);
  }

  @Test
  void aSessionIsToldWhatBecameOfItsOffer() {
    var session = start(key, 1);
    var running = new Running(key, 1, session);

    assertThat(sessions().tell(running, new Answer("+18005550100", 123_456)))
        .isEqualTo(Delivery.DELIVERED);
    assertThat(sessions().tell(running, null)).isEqualTo(Delivery.DELIVERED);

    assertThat(events(session)).containsExactly("callback.confirmed", "callback.unconfirmed");
    end(session);
    assertThat(sessions().tell(running, null)).isEqualTo(Delivery.GONE);
    silence();
    assertThat(sessions().tell(running, null)).isEqualTo(Delivery.NO_ANSWER);
  }

  private Delivery tell(Attempt.Session session, String event) {
    return sessions().tell(key, new Revocation(1, "7-0", session, event, NOON));
  }
}
