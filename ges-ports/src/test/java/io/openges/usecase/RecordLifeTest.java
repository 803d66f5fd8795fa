package io.openges.usecase;

import static io.openges.domain.callback.CallbackState.PROCESSING;
import static io.openges.domain.callback.CallbackState.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Revocation;
import io.openges.ports.driving.callback.FindCallback;
import io.openges.ports.memory.InMemoryCallSessions.Told;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Specification 6.8: a record lives 14 days beyond its desired time; an open one is ended first.
 */
class RecordLifeTest extends DispatchScene {

  private static final Duration LIFE = Duration.ofDays(14);

  @Test
  void aCallbackAnAgentNeverEndedIsCompletedAndThenDeleted() {
    var callback = handled();
    engine.time().set(START.plus(LIFE));
    engine.dispatch();
    purge();
    assertThat(state(callback)).as("not a moment too soon").contains(PROCESSING);

    engine.time().advance(Duration.ofMillis(1));
    purge();
    assertThat(found(callback).orElseThrow().status().reason())
        .isEqualTo(CompletionReason.SESSION_LOST);

    engine.dispatch();
    purge();
    assertThat(found(callback)).isEmpty();
    assertThat(engine.sessions().told())
        .as("its session is told before it is forgotten")
        .containsExactly(new Told("s-1", Revocation.CANCEL, callback.key(), 1));
  }

  @Test
  void aRecordWhoseSessionCannotBeToldIsDeletedInTheEnd() {
    var callback = handled();
    engine.sessions().answer(false);
    engine.time().set(START.plus(LIFE).plusMillis(1));
    purge();
    engine.dispatch();
    purge();
    assertThat(found(callback)).isPresent();

    engine.time().advance(Duration.ofMinutes(11));
    engine.dispatch();
    purge();

    assertThat(found(callback)).isEmpty();
  }

  @Test
  void moreThanABatchIsCompletedAndDeleted() {
    var callbacks = new ArrayList<Callback>();
    for (int i = 0; i < 1_201; i++) {
      callbacks.add(book(Engine.ALWAYS, null));
    }
    engine.time().set(START.plus(LIFE).plusMillis(1));

    purge();

    assertThat(callbacks).allSatisfy(one -> assertThat(found(one)).isEmpty());
  }

  private Callback handled() {
    var callback = book(Engine.ALWAYS, null);
    engine.dispatch();
    engine.stream().deliver();
    engine.sessions().start(callback.key(), 1, "s-1");
    for (var state : List.of(QUEUED, PROCESSING)) {
      report(callback, 1, state, "s-1");
    }
    return callback;
  }

  private void purge() {
    engine.ges().dispatchDue().purge();
  }

  private Optional<CallbackState> state(Callback callback) {
    return found(callback).map(Callback::state);
  }

  private Optional<Callback> found(Callback callback) {
    return engine.ges().callbacks().find().find(callback.key()).map(FindCallback.Found::callback);
  }
}
