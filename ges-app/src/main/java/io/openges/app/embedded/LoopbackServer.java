package io.openges.app.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A server on a free port of 127.0.0.1 that can be stopped, killed and started again on the same
 * port. Safe for use by many threads at once.
 */
final class LoopbackServer {

  private static final Duration STARTUP = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(5);
  private static final long LONGEST_LOG = 4_000_000;
  private static final int SHOWN_OF_LOG = 2_000;
  private static final int TRIES = 50;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final String name;
  private final Recipe recipe;
  private int port;
  private long pid;
  private @Nullable GuardedProcess process;

  LoopbackServer(String name, Recipe recipe) {
    this.name = name;
    this.recipe = recipe;
  }

  /** How one kind of server is run. */
  interface Recipe {
    /** Writes what the server needs to use this port and returns how to start it. */
    GuardedProcess.Command command(int port);

    /** Says whether the server with this process number accepts clients on this port. */
    boolean accepts(int port, long pid);

    /** Where the server notes its process. */
    ServerPidFile pidFile();
  }

  /**
   * Starts the server and waits until it accepts clients; does nothing if it runs.
   *
   * @throws EmbeddedServerException if it does not start; it does not run then
   */
  synchronized void start() {
    if (isRunning()) {
      return;
    }
    recipe.pidFile().awaitEndOfPredecessor();
    boolean anyPort = port == 0;
    GuardedProcess started = null;
    for (int attempt = 1; started == null; attempt++) {
      if (anyPort) {
        port = FreePort.find();
      }
      started = tryStart(attempt == TRIES);
    }
    process = started;
    pid = started.pid();
  }

  /** Returns null if it is worth another try. */
  private @Nullable GuardedProcess tryStart(boolean last) {
    GuardedProcess.Command command = recipe.command(port);
    long logged = shortenLog(command.log());
    GuardedProcess started = GuardedProcess.start(command);
    if (becomesReady(started)) {
      return started;
    }
    String said = logSince(command.log(), logged);
    // The port was taken meanwhile, or the last children of a killed PostgreSQL are still ending.
    if (!last
        && (said.contains("Address already in use")
            || said.contains("pre-existing shared memory"))) {
      LockSupport.parkNanos(PAUSE.toNanos());
      return null;
    }
    throw new EmbeddedServerException(
        "embedded " + name + " ended with code " + started.exitCode() + ":\n" + said);
  }

  private boolean becomesReady(GuardedProcess started) {
    long end = System.nanoTime() + STARTUP.toNanos();
    try {
      while (!recipe.accepts(port, started.pid())) {
        if (started.hasEndedWithin(POLL)) {
          return false;
        }
        if (System.nanoTime() - end > 0) {
          throw new EmbeddedServerException(
              "embedded " + name + " did not get ready in " + STARTUP.toSeconds() + " s");
        }
      }
      return true;
    } catch (EmbeddedServerException e) {
      started.stop();
      throw e;
    }
  }

  /** Ends the server in good order and waits until it has ended. Does nothing if none runs. */
  synchronized void stop() {
    if (process != null) {
      process.stop();
      process = null;
    }
  }

  /** Ends the server by SIGKILL, as a crash would. Does nothing if none runs. */
  synchronized void kill() {
    if (process != null) {
      process.kill();
      process = null;
    }
  }

  /** Says whether the server runs. */
  synchronized boolean isRunning() {
    if (process != null && !process.isAlive()) {
      process = null;
    }
    return process != null;
  }

  /** Returns the process number of the server, the last one if it does not run. */
  synchronized long pid() {
    return pid;
  }

  /** Returns the port, the same over all restarts. */
  synchronized int port() {
    return port;
  }

  /** Keeps the log of an installation that runs for years small; returns its size. */
  private static long shortenLog(Path log) {
    try {
      if (Files.notExists(log)) {
        return 0;
      }
      if (Files.size(log) > LONGEST_LOG) {
        Files.writeString(log, "");
      }
      return Files.size(log);
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot write the log " + log, e);
    }
  }

  private static String logSince(Path log, long start) {
    try {
      byte[] all = Files.readAllBytes(log);
      int from = (int) Math.max(start, all.length - SHOWN_OF_LOG);
      return new String(all, from, all.length - from, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }
}
