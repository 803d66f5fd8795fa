package io.openges.app.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.driving.dispatch.DispatchDue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DispatcherTest {

  private static final Instant NOW = Instant.parse("2030-01-02T09:00:00Z");

  private final ScriptedDispatch dispatch = new ScriptedDispatch();
  private final Wakeups wakeups = new Wakeups(() -> NOW);
  private final Dispatcher dispatcher =
      new Dispatcher(dispatch, wakeups, new Backoff(() -> 0), claimed -> {});

  private static DispatchDue.Round round(boolean full, @Nullable Instant next) {
    return new DispatchDue.Round(full ? 100 : 0, full, 0, Optional.ofNullable(next));
  }

  private boolean rings() throws InterruptedException {
    return wakeups.alarm().rest(Duration.ZERO);
  }

  @Test
  void aFullRoundIsFollowedAtOnce() {
    dispatch.rounds.add(round(true, NOW.plusSeconds(9)));

    assertThat(dispatcher.run()).isZero();
  }

  @Test
  void whatCannotBeHandedOverIsTriedAgainAfterAGrowingPause() {
    for (int i = 0; i < 2; i++) {
      dispatch.rounds.add(new DispatchDue.Round(100, true, 100, Optional.of(NOW)));
    }
    dispatch.rounds.add(round(true, NOW));
    dispatch.rounds.add(new DispatchDue.Round(100, true, 1, Optional.of(NOW)));

    assertThat(dispatcher.run()).isEqualTo(Duration.ofSeconds(1));
    assertThat(dispatcher.run()).isEqualTo(Duration.ofSeconds(2));
    assertThat(dispatcher.run()).isZero();
    assertThat(dispatcher.run()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void itSleepsUntilTheNextCallbackWakes() {
    dispatch.rounds.add(round(false, NOW.plusMillis(321)));

    assertThat(dispatcher.run()).isEqualTo(Duration.ofMillis(321));
  }

  @Test
  void itLooksOnceASecondForWhatOthersBooked() {
    dispatch.rounds.add(round(false, NOW.plusSeconds(60)));
    dispatch.rounds.add(round(false, null));

    assertThat(dispatcher.run()).isEqualTo(Duration.ofSeconds(1));
    assertThat(dispatcher.run()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whatIsDueButLockedElsewhereIsNotAskedForWithoutEnd() {
    dispatch.rounds.add(round(false, NOW.minusSeconds(1)));

    assertThat(dispatcher.run()).isPositive().isLessThan(Duration.ofMillis(15));
  }

  @Test
  void aBookingWakesItBeforeItsTimeOnlyIfItIsSooner() throws InterruptedException {
    dispatch.rounds.add(round(false, NOW.plusMillis(500)));
    dispatcher.run();

    wakeups.accept(NOW.plusMillis(600));
    assertThat(rings()).isFalse();

    wakeups.accept(NOW.plusMillis(400));
    assertThat(rings()).isTrue();
  }

  @Test
  void aBookingDuringARoundIsLookedAtWhenTheRoundIsOver() throws InterruptedException {
    dispatch.rounds.add(round(false, NOW.plusMillis(500)));
    dispatch.during = () -> wakeups.accept(NOW.plusMillis(100));

    assertThat(dispatcher.run()).isEqualTo(Duration.ofMillis(100));
    assertThat(rings()).isFalse();
  }

  /** Plays rounds from a list. */
  private static final class ScriptedDispatch implements DispatchDue {

    private final Deque<Round> rounds = new ArrayDeque<>();
    private Runnable during = () -> {};

    @Override
    public Round run() {
      during.run();
      return rounds.remove();
    }

    @Override
    public boolean settle() {
      return false;
    }

    @Override
    public void release() {}

    @Override
    public void followSettings() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void followWaitTimes() {}

    @Override
    public void purge() {}
  }
}
