package io.openges.app.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A node in a process of its own, to be killed and paused. Safe for use by many threads at once.
 */
public final class NodeProcess implements Node {

  private static final long PATIENCE_SECONDS = 60;

  private final String id;
  private final Process process;
  private final URI external;
  private final URI internal;

  private NodeProcess(String id, Process process, int externalPort, int internalPort) {
    this.id = id;
    this.process = process;
    this.external = URI.create("http://127.0.0.1:" + externalPort);
    this.internal = URI.create("http://127.0.0.1:" + internalPort);
  }

  /**
   * Starts a node and returns at once; its log is kept in the directory.
   *
   * @param id unique among the nodes that run
   */
  static NodeProcess start(String id, Map<String, String> environment, Path directory) {
    int external = freePort();
    int internal = freePort();
    var java = Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
    var classPath = System.getProperty("java.class.path", "");
    var builder = new ProcessBuilder(
            java, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", classPath, "io.openges.app.Main")
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(directory.resolve(id + ".log").toFile()));
    builder.environment().putAll(environment);
    builder.environment().put("GES_NODE_ID", id);
    builder.environment().put("GES_EXTERNAL_PORT", Integer.toString(external));
    builder.environment().put("GES_INTERNAL_PORT", Integer.toString(internal));
    try {
      var process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new NodeProcess(id, process, external, internal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when the node is ready for requests, and itself. */
  NodeProcess awaitReady() {
    var ready = URI.create(internal + "/ges/v1/health/ready");
    Eventually.holds(id + " is ready", () -> {
      if (!process.isAlive()) {
        throw new AssertionError(id + " ended with " + process.exitValue());
      }
      try {
        return Http.get(ready).status() == 200;
      } catch (UncheckedIOException notYet) {
        return false;
      }
    });
    return this;
  }

  /** Returns the name of the node. */
  public String id() {
    return id;
  }

  /** Returns the process's id. */
  public long pid() {
    return process.pid();
  }

  @Override
  public URI external() {
    return external;
  }

  @Override
  public URI internal() {
    return internal;
  }

  /** Says whether the process exists. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process by SIGKILL and returns when it is gone. */
  public void kill() {
    Signals.send("KILL", process.pid());
    await();
  }

  /** Stops the process where it is (SIGSTOP). */
  public void pause() {
    Signals.send("STOP", process.pid());
  }

  /** Lets the process go on (SIGCONT). */
  public void resume() {
    Signals.send("CONT", process.pid());
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      resume();
      process.destroy();
      await();
    }
  }

  private void await() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(id + " does not end");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
