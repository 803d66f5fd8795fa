package io.openges.ports.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.CallbackKey;
import io.openges.ports.contract.CallSessionsContract;
import io.openges.ports.driven.dispatch.CallSessions;
import io.openges.ports.testing.Callbacks;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InMemoryCallSessionsTest extends CallSessionsContract {

  private final InMemoryCallSessions sessions = new InMemoryCallSessions();

  @Override
  protected CallSessions sessions() {
    return sessions;
  }

  @Override
  protected Attempt.Session start(CallbackKey key, int attempt) {
    return sessions.start(key, attempt, UUID.randomUUID().toString());
  }

  @Override
  protected void end(Attempt.Session session) {
    sessions.end(session.id());
  }

  @Override
  protected List<String> events(Attempt.Session session) {
    return sessions.told().stream()
        .filter(told -> told.sessionId().equals(session.id()))
        .map(InMemoryCallSessions.Told::event)
        .toList();
  }

  @Override
  protected void silence() {
    sessions.answer(false);
  }

  @Test
  void silenceEnds() {
    var key = Callbacks.anyKey();
    start(key, 1);
    silence();

    sessions.answer(true);

    assertThat(sessions.find(key, 1)).isEqualTo(CallSessions.Proof.SESSION_EXISTS);
  }
}
