package io.openges.app.openapi;

import io.openges.app.wiring.NodeTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** The time of a node that stands still for a minute now and then. Thread-safe. */
final class JumpingTime {

  private final AtomicLong skipped = new AtomicLong();

  /** Returns it for a node whose callbacks live by a clock of the test. */
  NodeTime with(InstantSource clock) {
    return new NodeTime(
        clock,
        () -> Instant.now().plusNanos(skipped.get()),
        () -> System.nanoTime() + skipped.get());
  }

  /** Lets a minute pass in which the node did nothing. */
  void jump() {
    skipped.addAndGet(Duration.ofMinutes(1).toNanos());
  }
}
