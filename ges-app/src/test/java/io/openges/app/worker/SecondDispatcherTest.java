package io.openges.app.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.driving.dispatch.DispatchDue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecondDispatcherTest {

  private final Deque<DispatchDue.Round> rounds = new ArrayDeque<>();
  private final List<Integer> claimed = new ArrayList<>();
  private final SecondDispatcher second = new SecondDispatcher(new Scripted(), claimed::add);

  @Test
  void itGoesOnWhileRoundsAreFull() {
    rounds.add(new DispatchDue.Round(500, true, 0, Optional.empty()));

    assertThat(second.run()).isZero();
    assertThat(claimed).containsExactly(500);
  }

  @Test
  void itRestsUntilItIsCalledOnceItHasCaughtUp() throws InterruptedException {
    rounds.add(new DispatchDue.Round(3, false, 0, Optional.empty()));

    assertThat(second.run()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    second.call();
    assertThat(second.alarm().rest(Duration.ofMinutes(1))).isTrue();
  }

  @Test
  void itRestsWhileWhatIsDueCannotBeHandedOver() {
    rounds.add(new DispatchDue.Round(500, true, 500, Optional.empty()));

    assertThat(second.run()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
  }

  private final class Scripted implements DispatchDue {

    @Override
    public Round run() {
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
