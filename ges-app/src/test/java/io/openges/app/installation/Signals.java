package io.openges.app.installation;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends signals to processes that a test has started. Thread-safe. */
public final class Signals {

  private Signals() {}

  /** Sends a signal, as {@code KILL}, {@code STOP} or {@code CONT}, to one process. */
  public static void send(String signal, long pid) {
    try {
      var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
          .inheritIO()
          .start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill -" + signal + " " + pid + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
