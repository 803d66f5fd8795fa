package io.openges.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitTest {

  private final List<List<Integer>> batches = new ArrayList<>();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch mayFinish = new CountDownLatch(1);

  @Test
  void everyCallerGetsItsOwnOutcome() throws Exception {
    try (var commits = commits(this::doubled, value -> null, 2)) {
      var outcomes = submitAll(commits, 500);

      for (int i = 0; i < outcomes.size(); i++) {
        assertThat(outcomes.get(i).get()).isEqualTo(2 * i);
      }
    }
  }

  @Test
  void whatWaitsIsCommittedTogether() throws Exception {
    try (var commits = commits(this::heldFirst, value -> null, 1)) {
      var first = submit(commits, -1);
      started.await();
      var others = submitAll(commits, 600);
      awaitWaiting(commits, 600);
      mayFinish.countDown();
      first.get();
      for (var other : others) {
        other.get();
      }
    }

    assertThat(batches).extracting(List::size).containsExactly(1, 256, 256, 88);
  }

  @Test
  void aBadItemHarmsNobodyElse() throws Exception {
    try (var commits = commits(this::refusingSeven, value -> null, 1)) {
      var first = submit(commits, -1);
      started.await();
      var others = submitAll(commits, 20);
      awaitWaiting(commits, 20);
      mayFinish.countDown();
      first.get();

      for (int i = 0; i < 20; i++) {
        int number = i;
        if (i == 7) {
          assertThatThrownBy(() -> others.get(number).get())
              .hasCauseInstanceOf(IllegalStateException.class);
        } else {
          assertThat(others.get(number).get()).isEqualTo(2 * number);
        }
      }
    }
  }

  @Test
  void anOutageIsNotRepeatedBecauseItMayHaveBeenCommitted() {
    Function<List<Integer>, List<Integer>> down = items -> {
      batches.add(items);
      throw new DependencyUnavailableException(Dependency.POSTGRESQL, "test");
    };
    try (var commits = commits(down, value -> null, 1)) {
      assertThatThrownBy(() -> commits.submit(1))
          .asInstanceOf(type(DependencyUnavailableException.class))
          .returns(false, DependencyUnavailableException::isNothingDone);
    }
    assertThat(batches).hasSize(1);
  }

  @Test
  void twinsAreNeverUnderWayTogether() throws Exception {
    try (var commits = commits(this::heldFirst, value -> "same", 2)) {
      var first = submit(commits, 1);
      started.await();
      var others = submitAll(commits, 3);
      awaitWaiting(commits, 3);
      mayFinish.countDown();
      first.get();
      for (var other : others) {
        other.get();
      }
    }

    assertThat(batches).hasSize(4).allMatch(batch -> batch.size() == 1);
  }

  @Test
  void whatWasSubmittedBeforeClosingIsCommitted() throws Exception {
    var commits = commits(this::heldFirst, value -> null, 1);
    var first = submit(commits, 1);
    started.await();
    var second = submit(commits, 2);
    awaitWaiting(commits, 1);
    var closing = CompletableFuture.runAsync(commits::close);
    mayFinish.countDown();
    closing.get();

    assertThat(first.get()).isEqualTo(2);
    assertThat(second.get()).isEqualTo(4);
    assertThatThrownBy(() -> commits.submit(3))
        .asInstanceOf(type(DependencyUnavailableException.class))
        .returns(true, DependencyUnavailableException::isNothingDone);
  }

  @Test
  void closingDoesNotWaitForEverForWhatDoesNotEnd() throws Exception {
    var commits = commits(this::heldFirst, value -> null, 1);
    var first = submit(commits, 1);
    started.await();

    commits.close(Duration.ofMillis(1));

    assertThat(first.isDone()).isFalse();
    mayFinish.countDown();
    assertThat(first.get()).isEqualTo(2);
  }

  @Test
  void writersWorkSideBySide() throws Exception {
    var meeting = new CyclicBarrier(2);
    Function<List<Integer>, List<Integer>> meet = items -> {
      started.countDown();
      try {
        meeting.await(30, TimeUnit.SECONDS);
      } catch (Exception alone) {
        throw new IllegalStateException(alone);
      }
      return items;
    };
    try (var commits = commits(meet, value -> null, 2)) {
      var first = submit(commits, 1);
      started.await();
      var second = submit(commits, 2);

      assertThat(List.of(first.get(), second.get())).containsExactly(1, 2);
    }
  }

  private static GroupCommit<Integer, Integer> commits(
      Function<List<Integer>, List<Integer>> batch, Function<Integer, Object> key, int writers) {
    return new GroupCommit<>(
        new GroupCommit.Rules<>("test", batch, key, null), writers, System::nanoTime);
  }

  private List<Integer> doubled(List<Integer> items) {
    return items.stream().map(item -> 2 * item).toList();
  }

  private List<Integer> heldFirst(List<Integer> items) {
    synchronized (batches) {
      batches.add(items);
    }
    started.countDown();
    try {
      mayFinish.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    return doubled(items);
  }

  private List<Integer> refusingSeven(List<Integer> items) {
    var outcomes = heldFirst(items);
    if (items.contains(7)) {
      throw new IllegalStateException("seven");
    }
    return outcomes;
  }

  private static List<Future<Integer>> submitAll(GroupCommit<Integer, Integer> commits, int count) {
    return IntStream.range(0, count).mapToObj(i -> submit(commits, i)).toList();
  }

  private static Future<Integer> submit(GroupCommit<Integer, Integer> commits, int value) {
    var outcome = new CompletableFuture<Integer>();
    var caller = new Thread(() -> {
      try {
        outcome.complete(commits.submit(value));
      } catch (RuntimeException failure) {
        outcome.completeExceptionally(failure);
      }
    });
    caller.start();
    return outcome;
  }

  private static void awaitWaiting(GroupCommit<Integer, Integer> commits, int count) {
    Poll.until(() -> commits.waiting() == count);
  }
}
