package io.openges.app.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that cannot outlive this one.
 *
 * <p>It is the child of a small shell whose standard input is a pipe from here. The system closes
 * the pipe when this process ends, also by SIGKILL; the shell then ends the server. Shell and
 * server have a session of their own, so that the Ctrl-C of a terminal reaches only this process,
 * which ends its servers last.
 *
 * <p>Safe for use by many threads at once.
 */
final class GuardedProcess {

  /** Arguments: signal that asks the server to end, its standard input, its command. */
  private static final String GUARD = """
      exec 3<&0
      stop=$1 input=$2
      shift 2
      "$@" <"$input" >&2 3<&- &
      server=$!
      trap '' HUP INT TERM
      echo "$server"
      {
        while read -r line <&3; do :; done
        kill -s "$stop" "$server"
        for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do sleep 1; done
        kill -s KILL "$server"
      } >/dev/null 2>&1 &
      exec 3<&-
      wait "$server"
      code=$?
      kill -s KILL "$!"
      exit "$code"
      """;

  /** A little longer than the shell waits before it sends SIGKILL. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final Process shell;
  private final ProcessHandle server;

  private GuardedProcess(Process shell, ProcessHandle server) {
    this.shell = shell;
    this.server = server;
  }

  /**
   * What to run.
   *
   * @param arguments the program and its arguments
   * @param directory its working directory
   * @param input the file it reads as standard input
   * @param log the file to which all it prints is appended
   * @param stopSignal name of the signal that asks it to end, without SIG
   */
  record Command(List<String> arguments, Path directory, Path input, Path log, String stopSignal) {}

  /** Starts the process; it may have ended again by the time this returns. */
  static GuardedProcess start(Command command) {
    List<String> line = new ArrayList<>();
    Programs.find("setsid").ifPresent(setsid -> line.add(setsid.toString()));
    line.addAll(List.of("/bin/sh", "-c", GUARD, "ges-guard"));
    line.addAll(List.of(command.stopSignal(), command.input().toString()));
    line.addAll(command.arguments());
    ProcessBuilder builder = new ProcessBuilder(line)
        .directory(command.directory().toFile())
        .redirectError(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
    builder.environment().clear();
    builder.environment().putAll(Programs.environment());
    try {
      Process shell = builder.start();
      String pid = shell.inputReader().readLine();
      if (pid == null) {
        throw new IOException("the guarding shell gave no answer; see " + command.log());
      }
      // A process that has ended and was waited for has no handle of its own any more.
      ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElse(shell.toHandle());
      return new GuardedProcess(shell, server);
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot start " + command.arguments().get(0), e);
    }
  }

  /** Returns the number of the server's own process, not of the shell that guards it. */
  long pid() {
    return server.pid();
  }

  /** Says whether the server runs. */
  boolean isAlive() {
    return shell.isAlive();
  }

  /**
   * Waits for the end of the server.
   *
   * @return whether it has ended
   * @throws EmbeddedServerException if the thread is interrupted; the server goes on
   */
  boolean hasEndedWithin(Duration time) {
    try {
      return shell.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("interrupted while waiting for an embedded server", e);
    }
  }

  /** Returns how the server ended, as a shell says it: 0 for good, over 128 for a signal. */
  int exitCode() {
    return shell.exitValue();
  }

  /** Asks the server to end and waits until it has; it is killed if it takes over 20 seconds. */
  void stop() {
    try {
      shell.getOutputStream().close();
    } catch (IOException alreadyClosed) {
      // The shell is gone, and its server with it.
    }
    if (!LiveProcess.awaitEnd(shell.toHandle(), PATIENCE)) {
      kill();
    }
  }

  /** Ends the server by SIGKILL and waits until it and the processes it started are gone. */
  void kill() {
    List<ProcessHandle> family = new ArrayList<>(server.descendants().toList());
    family.add(shell.toHandle());
    server.destroyForcibly();
    if (!family.stream().allMatch(process -> LiveProcess.awaitEnd(process, PATIENCE))) {
      throw new EmbeddedServerException("process " + server.pid() + " does not end");
    }
  }
}
