package io.openges.app.installation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A process and all it has started, to be paused together: a server alone would stand still while
 * its children serve on. Immutable and thread-safe.
 *
 * @param pids the eldest first
 */
public record ProcessFamily(List<Long> pids) {

  /** Copies the list. */
  public ProcessFamily {
    pids = List.copyOf(pids);
  }

  /** Returns who belongs to a process now. */
  public static ProcessFamily of(long pid) {
    List<Long> all = new ArrayList<>(List.of(pid));
    ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::descendants)
        .map(ProcessHandle::pid)
        .forEach(all::add);
    return new ProcessFamily(all);
  }

  /** Stops all where they are (SIGSTOP), the eldest first, so that none starts another. */
  public void pause() {
    send("STOP", pids);
  }

  /** Lets all go on (SIGCONT). */
  public void resume() {
    var youngestFirst = new ArrayList<>(pids);
    Collections.reverse(youngestFirst);
    send("CONT", youngestFirst);
  }

  private static void send(String signal, List<Long> pids) {
    pids.stream()
        .filter(pid -> ProcessHandle.of(pid).isPresent())
        .forEach(pid -> Signals.send(signal, pid));
  }
}
