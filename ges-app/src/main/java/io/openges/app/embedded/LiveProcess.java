package io.openges.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Whether processes that need not be our children still run. Thread-safe. */
final class LiveProcess {

  private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

  private LiveProcess() {}

  /**
   * Says whether the process runs. One that has ended does not, even if nobody waits for orphans,
   * as in many a container; the JDK calls such a process alive.
   */
  static boolean runs(ProcessHandle process) {
    return process.isAlive() && !hasEnded(process.pid());
  }

  /**
   * Waits for the end of the process, also while interrupted: a server left behind is worse than a
   * late answer. The interrupt is kept.
   *
   * @return whether the process has ended
   */
  static boolean awaitEnd(ProcessHandle process, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    while (runs(process) && System.nanoTime() - end < 0) {
      interrupted |= Thread.interrupted();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !runs(process);
  }

  private static boolean hasEnded(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The state follows the name, which stands in parentheses and may hold any character.
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException goneOrNoProc) {
      return false;
    }
  }
}
