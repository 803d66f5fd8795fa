package io.openges.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.openges.ports.driven.DependencyUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutageGateTest {

  private final SQLException refused = new SQLException("refused", "08001");

  private final AtomicLong time = new AtomicLong();
  private final List<String> told = new ArrayList<>();
  private @Nullable SQLException answer;
  private Runnable meanwhile = () -> {};
  private int looks;

  private final OutageGate gate = new OutageGate(this::look, new Told(), time::get);

  @Test
  void aLostConnectionAndNoSignOfLifeShutIt() {
    fail(refused);
    answer = refused;

    gate.look();

    assertThatThrownBy(() -> gate.enter("find"))
        .asInstanceOf(type(DependencyUnavailableException.class))
        .returns(true, DependencyUnavailableException::isNothingDone);
    assertThatThrownBy(() -> gate.requireOpen("book"))
        .isInstanceOf(DependencyUnavailableException.class);
    assertThat(told).containsExactly("shut");
  }

  @Test
  void aLostConnectionAloneDoesNot() {
    fail(new SQLException("terminated", "57P01"));

    gate.look();

    assertThat(looks).isEqualTo(1);
    assertThat(gate.isShut()).isFalse();
  }

  @Test
  void aFullPoolDoesNot() {
    fail(new SQLTransientConnectionException("pool"));

    gate.look();

    assertThat(looks).isEqualTo(1);
    assertThat(gate.isShut()).isFalse();
  }

  @Test
  void lostRacesAndCancelledStatementsAreAnswers() {
    answer = refused;
    for (var state : List.of("40001", "40P01", "55P03", "57014", "23505")) {
      fail(new SQLException("x", state));
    }

    gate.look();

    assertThat(looks).isZero();
    assertThat(gate.isShut()).isFalse();
  }

  @Test
  void silenceOfAllThatIsUnderWayIsReasonToLook() {
    answer = refused;
    pass(Duration.ofMinutes(1));
    gate.enter("commit");
    pass(OutageGate.STALL.minusMillis(1));
    gate.look();
    assertThat(looks).isZero();

    pass(Duration.ofMillis(1));
    gate.look();

    assertThat(gate.isShut()).isTrue();
  }

  @Test
  void aSlowStatementAmongOthersIsNoReason() {
    answer = refused;
    gate.enter("slow");
    for (int i = 0; i < 10; i++) {
      pass(OutageGate.STALL.dividedBy(2));
      gate.enter("quick");
      gate.answered();
      gate.leave();
      gate.look();
    }

    assertThat(looks).isZero();
  }

  @Test
  void aSlowStatementAloneDoesNotShutIt() {
    gate.enter("slow");
    pass(Duration.ofSeconds(4));

    gate.look();

    assertThat(looks).isEqualTo(1);
    assertThat(gate.isShut()).isFalse();
  }

  @Test
  void anIdleNodeDoesNotLook() {
    pass(Duration.ofHours(1));

    gate.look();

    assertThat(looks).isZero();
  }

  @Test
  void anAnswerDuringTheLookKeepsItOpen() {
    answer = refused;
    fail(refused);
    meanwhile = gate::answered;

    gate.look();

    assertThat(gate.isShut()).isFalse();
  }

  @Test
  void aServerThatRefusesForAnotherReasonIsThere() {
    answer = new SQLException("too many connections", "53300");
    fail(refused);

    gate.look();

    assertThat(gate.isShut()).isFalse();
  }

  @Test
  void failuresInARowAreNoReasonToLookWithoutPause() {
    for (int i = 0; i < 10; i++) {
      fail(refused);
      gate.look();
    }
    assertThat(looks).isEqualTo(1);

    pass(OutageGate.PAUSE);
    gate.look();

    assertThat(looks).isEqualTo(2);
  }

  @Test
  void theFirstSignOfLifeOpensIt() {
    answer = refused;
    fail(refused);
    gate.look();
    gate.look();
    assertThat(gate.isShut()).isTrue();
    answer = null;

    gate.look();

    gate.enter("find");
    assertThat(told).containsExactly("shut", "opened");
  }

  @Test
  void aServerThatTakesNoWritesIsAway() {
    answer = new SQLException("read-only", Failures.READ_ONLY_SERVER);
    fail(new SQLException("read-only", Failures.READ_ONLY_SERVER));

    gate.look();

    assertThat(gate.isShut()).isTrue();
  }

  private void fail(SQLException failure) {
    gate.enter("test");
    pass(Duration.ofMillis(1));
    gate.failed(failure);
    gate.leave();
    pass(Duration.ofMillis(1));
  }

  private void pass(Duration duration) {
    time.addAndGet(duration.toNanos());
  }

  private void look() throws SQLException {
    looks++;
    meanwhile.run();
    if (answer != null) {
      throw answer;
    }
  }

  private final class Told implements OutageGate.Follower {
    @Override
    public void shut() {
      told.add("shut");
    }

    @Override
    public void opened() {
      told.add("opened");
    }
  }
}
