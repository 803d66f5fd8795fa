package io.openges.app.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WorkersTest {

  private final Worker.Surroundings surroundings =
      new Worker.Surroundings(new Heartbeats(System::nanoTime), new Backoff(() -> 0.5), () -> {});

  private Worker worker(String name, Step step) {
    return new Worker(name, step, surroundings);
  }

  /** The time limit finds out if each of them is waited for in turn. */
  @Test
  @Timeout(30)
  void manyWorkersThatDoNotEndCostNoMoreThanOne() {
    var mayEnd = new CountDownLatch(1);
    var begun = new CountDownLatch(100);
    var workers = new Workers(
        IntStream.range(0, 100)
            .mapToObj(n -> worker("stuck-" + n, () -> {
              begun.countDown();
              awaitWhateverComes(mayEnd);
              return Duration.ZERO;
            }))
            .toList(),
        System::nanoTime);
    workers.start();
    awaitWhateverComes(begun);

    workers.stop(Duration.ofMillis(1));

    assertThat(mayEnd.getCount()).isEqualTo(1);
    mayEnd.countDown();
  }

  @Test
  void whatTakesLongIsAskedToEndEarly() {
    var begun = new CountDownLatch(1);
    var asked = new CountDownLatch(1);
    var interrupted = new AtomicBoolean();
    var step = Periodic.every(Duration.ofHours(1), () -> {
      begun.countDown();
      awaitWhateverComes(asked);
      interrupted.set(Thread.currentThread().isInterrupted());
    });
    var workers =
        new Workers(List.of(worker("long", step.endedBy(asked::countDown))), System::nanoTime);
    workers.start();
    awaitWhateverComes(begun);

    workers.stop(Duration.ofMinutes(1));

    assertThat(interrupted).isFalse();
  }

  private static void awaitWhateverComes(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
