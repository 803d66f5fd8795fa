package io.openges.app;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits in tests for what other threads bring about. */
public final class Eventually {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Eventually() {}

  /** Asks again and again until an answer is as hoped for, and returns it. */
  public static <T> T until(Supplier<T> question, Predicate<T> hope) {
    long begin = System.nanoTime();
    T answer = question.get();
    while (!hope.test(answer)) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        fail("after " + PATIENCE + " still: " + answer);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = question.get();
    }
    return answer;
  }
}
