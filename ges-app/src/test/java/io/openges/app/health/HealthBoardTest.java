package io.openges.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.testing.MovableTime;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthBoardTest {

  private static final Instant START = Instant.parse("2030-01-02T09:00:00Z");
  private static final Dependency REDIS = Dependency.REDIS;

  private final MovableTime time = new MovableTime(START);
  private final HealthBoard board = new HealthBoard(List.of(REDIS), time);

  @Test
  void twoFailuresInARowMeanDownAndOneSuccessMeansUp() {
    board.failed(REDIS, "refused");
    board.succeeded(REDIS, null);
    board.failed(REDIS, "refused");
    assertThat(board.isDown(REDIS)).isFalse();

    time.advance(Duration.ofSeconds(5));
    board.failed(REDIS, "refused");
    assertThat(board.states().get(REDIS))
        .isEqualTo(new DependencyState(false, START.plusSeconds(5), START, null, 2, "refused"));

    board.succeeded(REDIS, Duration.ofMillis(3));
    assertThat(board.isDown(REDIS)).isFalse();
  }

  @Test
  void whatANodeDoesNotHaveIsNeverDown() {
    board.failed(Dependency.URS, "refused");
    board.failed(Dependency.URS, "refused");

    assertThat(board.isDown(Dependency.URS)).isFalse();
    assertThat(board.states()).containsOnlyKeys(REDIS);
  }

  @Test
  void itKnowsWhetherSomethingAnsweredLately() {
    assertThat(board.answeredWithin(REDIS, Duration.ofSeconds(30))).isFalse();

    board.succeeded(REDIS, null);
    assertThat(board.answeredWithin(REDIS, Duration.ofSeconds(30))).isTrue();

    time.advance(Duration.ofSeconds(30));
    assertThat(board.answeredWithin(REDIS, Duration.ofSeconds(30))).isFalse();
  }

  @Test
  void aCheckNotesWhatWentWrongAtTheRoot() {
    var check = new HealthCheck(
        REDIS,
        () -> {
          throw new DependencyUnavailableException(
              REDIS, "ping", new IllegalStateException(new ConnectException("refused")));
        },
        board,
        () -> 0);

    check.run();
    check.run();

    assertThat(board.states().get(REDIS)).extracting(DependencyState::detail).isEqualTo("refused");
  }
}
