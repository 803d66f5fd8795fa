package io.openges.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server under measurement, in a JVM of its own. Safe for use by many threads at once. */
final class JavaProcess implements AutoCloseable {

  /** What every server under measurement gets, so that they differ in nothing but their code. */
  private static final List<String> OPTIONS = List.of("-Xmx256m");

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(5);
  private static final int OK = 200;

  private final Process process;
  private final Path log;
  private final long started;

  private JavaProcess(Process process, Path log, long started) {
    this.process = process;
    this.log = log;
    this.started = started;
  }

  /** Starts a JVM; it ends with this one. */
  static JavaProcess start(List<String> arguments, Map<String, String> variables, Path log)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(variables);
    long now = System.nanoTime();
    var process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end-of-server"));
    return new JavaProcess(process, log, now);
  }

  /** Waits until {@code path} is answered with 200; returns how long after the start, seconds. */
  double awaitReady(int port, String path) throws IOException {
    while (!answers(port, path)) {
      boolean late = System.nanoTime() - started > PATIENCE.toNanos();
      if (late || !process.isAlive()) {
        throw new IOException("the server does not get ready:\n" + Files.readString(log));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return (System.nanoTime() - started) / 1e9;
  }

  private static boolean answers(int port, String path) {
    try (var connection = new HttpConnection(port)) {
      return connection.send(HttpConnection.get(path)) == OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Returns the process number. */
  long pid() {
    return process.pid();
  }

  /** Ends it in good order. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
