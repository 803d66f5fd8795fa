package io.openges.app.neighbours;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A voice platform without telephones: it reads the stream, runs one session per attempt, and
 * reports QUEUED, ROUTING, PROCESSING and COMPLETED to GES, each after GES agreed to the one
 * before. It talks to GES by Redis and HTTP only. Safe for use by many threads at once.
 */
public final class SimulatedPlatform implements AutoCloseable {

  private static final int CALLERS = 8;

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, daemons("sim-timer"));
  private final ExecutorService callers =
      Executors.newFixedThreadPool(CALLERS, daemons("sim-report"));
  private final Reports reports;
  private final Sessions sessions;
  private final StreamReader reader;
  private final PlatformServer server;
  private volatile boolean closed;

  private SimulatedPlatform(PlatformOptions options) {
    reports = new Reports(options.internalToken(), options.ges());
    sessions = new Sessions(options, reports, this::call, this::later, call -> acknowledge(call));
    reader = new StreamReader(options, sessions::begin);
    server = new PlatformServer(sessions);
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Starts a platform; its HTTP server answers on return, whether or not Redis does. */
  public static SimulatedPlatform start(PlatformOptions options) {
    var platform = new SimulatedPlatform(requireNonNull(options, "options"));
    platform.server.start();
    platform.reader.start();
    return platform;
  }

  /** Returns the port of 127.0.0.1 where orchestration and routing servers answer. */
  public int port() {
    return server.port();
  }

  /** Keeps agents from taking calls while {@code on}. */
  public void hold(boolean on) {
    sessions.hold(on);
  }

  /** Fixes the estimated waiting time of a queue; -1 stands for no traffic, -2 for no agents. */
  public void fixWaitTime(String service, int seconds) {
    sessions.fixWait(service, seconds);
  }

  /** Tells what happens to the sessions of a queue that begin from now on. */
  public void tell(String service, Story story) {
    sessions.tellStory(service, requireNonNull(story, "story"));
  }

  /** Returns how many calls of a queue wait for an agent, 0 or more. */
  public int waiting(String service) {
    return sessions.waiting(service);
  }

  /** Returns how often each attempt came to be dialled; attempts that never did are left out. */
  public Map<AttemptKey, Integer> dialled() {
    return sessions.dialled();
  }

  /** Returns how many sessions run, 0 or more. */
  public int running() {
    return sessions.running();
  }

  /** Ends everything; sessions begin anew when a platform reads the stream again. */
  @Override
  public void close() {
    closed = true;
    reader.close();
    timer.shutdownNow();
    callers.shutdownNow();
    server.close();
    reports.close();
  }

  static ThreadFactory daemons(String name) {
    var count = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  private void acknowledge(StreamedCall call) {
    reader.acknowledge(call);
  }

  private void call(Runnable task) {
    try {
      callers.execute(task);
    } catch (RejectedExecutionException e) {
      ignoreAfterClose(e);
    }
  }

  private void later(Duration duration, Runnable task) {
    try {
      var unused = timer.schedule(task, duration.toNanos(), NANOSECONDS);
    } catch (RejectedExecutionException e) {
      ignoreAfterClose(e);
    }
  }

  private void ignoreAfterClose(RejectedExecutionException e) {
    if (!closed) {
      throw e;
    }
  }

  /**
   * An attempt at a callback.
   *
   * @param callbackId id of the callback
   * @param attempt number of the attempt, 1 or more
   */
  public record AttemptKey(String callbackId, int attempt) {}
}
