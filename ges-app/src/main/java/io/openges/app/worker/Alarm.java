package io.openges.app.worker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread rest until others wake it. Safe for use by many threads at once. */
public final class Alarm {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rings = lock.newCondition();
  private boolean rung;

  /** Ends the rest of now, or the next one if nobody rests. */
  public void ring() {
    lock.lock();
    try {
      rung = true;
      rings.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Rests until the alarm rings, for {@code most} at most.
   *
   * @return whether it rang
   */
  public boolean rest(Duration most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = saturatedNanos(most);
      while (!rung && left > 0) {
        left = rings.awaitNanos(left);
      }
      boolean early = rung;
      rung = false;
      return early;
    } finally {
      lock.unlock();
    }
  }

  private static long saturatedNanos(Duration duration) {
    return TimeUnit.NANOSECONDS.convert(duration);
  }
}
