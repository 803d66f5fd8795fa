package io.openges.usecase;

import static java.util.Objects.requireNonNull;

import io.openges.ports.driven.UnavailableException;
import io.openges.usecase.queue.SettingsSnapshots.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Does for an embedded {@link Ges} all that has to be done again and again, on threads of whoever
 * embeds it: hands over what is due, asks about doubts, takes in new settings, follows waiting
 * times, deletes what is old and writes refused requests. The server does the same with workers of
 * its own, at the same intervals.
 *
 * <p>What fails is told and tried again after a pause of 1 to 10 seconds; nothing ends the work but
 * {@link #close}, or that the executor is shut down. Callbacks that are not handed over, since the
 * voice platform gives no answer, stay due and are tried again every second; that is told the first
 * time and each tenth in a row. Other silence that {@link Ges} has a way around is not told.
 *
 * <p>Safe for use by many threads at once.
 */
public final class GesRunner implements AutoCloseable {

  /** So many threads let none of the tasks wait for another; one does them all in turn. */
  public static final int THREADS = 6;

  /** How long what another node has booked may stay unseen. */
  public static final Duration LOOK = Duration.ofSeconds(1);

  /** How long what another node has published may stay unseen (specification 10.1). */
  public static final Duration SETTINGS = Duration.ofSeconds(5);

  /** How old waiting times may be that dispatch goes by (specification 6.5). */
  public static final Duration WAIT_TIMES = Duration.ofSeconds(10);

  /** How often what is old is deleted (specification 6.8). */
  public static final Duration PURGE = Duration.ofMinutes(50);

  /** Keeps a callback that is locked elsewhere from being asked for without end. */
  private static final Duration SHORTEST = Duration.ofMillis(2);

  /** More than a round takes in good order: what lasts longer is interrupted at the end. */
  private static final Duration ROUND = Duration.ofSeconds(10);

  /** Of rounds in a row that handed nothing over, each of so many is told. */
  private static final int TOLD = 10;

  private final Ges ges;
  private final InstantSource time;
  private final Pace pace;
  private final Chore.Surroundings around;
  private final List<Chore> rounds;
  private final List<Chore> upkeep;
  private final Set<Unreadable> unreadable = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicInteger unheard = new AtomicInteger();

  GesRunner(
      Ges ges,
      InstantSource time,
      ScheduledExecutorService executor,
      Consumer<Throwable> failures,
      Pace pace) {
    this.ges = requireNonNull(ges, "ges");
    this.time = requireNonNull(time, "time");
    this.pace = requireNonNull(pace, "pace");
    around = new Chore.Surroundings(
        requireNonNull(executor, "executor"), requireNonNull(failures, "failures"), pace.look());
    rounds = List.of(
        new Chore(this::handOver, around),
        new Chore(this::settle, around),
        new Chore(this::refusals, around));
    upkeep = List.of(
        new Chore(this::settings, around),
        new Chore(this::waitTimes, around),
        new Chore(this::purge, around));
  }

  /**
   * How often it does what.
   *
   * @param round how long a round may take when all is to end
   */
  record Pace(
      Duration look, Duration settings, Duration waitTimes, Duration purge, Duration round) {
    static final Pace USUAL = new Pace(LOOK, SETTINGS, WAIT_TIMES, PURGE, ROUND);
  }

  /**
   * Loads the settings in force, gives back what a node of this name held that ended without doing
   * so, and starts the work. From then on queues that were ever published can be booked.
   *
   * @param time the clock that {@code ges} was assembled with
   * @param executor does the work, on {@link #THREADS} threads or fewer; it stays the caller's, who
   *     shuts it down after this was closed
   * @param failures told of what was thrown or gave no answer, on a thread of the executor, to log
   *     it; once for each version of settings that cannot be read in full, too, with an
   *     {@link IllegalStateException}
   * @throws io.openges.ports.driven.DependencyUnavailableException if a store gave no answer;
   *     nothing was started then
   */
  public static GesRunner start(
      Ges ges,
      InstantSource time,
      ScheduledExecutorService executor,
      Consumer<Throwable> failures) {
    var runner = new GesRunner(ges, time, executor, failures, Pace.USUAL);
    runner.start();
    return runner;
  }

  void start() {
    ges.settings().refresh();
    ges.dispatchDue().release();
    upkeep.forEach(chore -> chore.plan(Duration.ZERO));
    rounds.forEach(chore -> chore.plan(Duration.ZERO));
  }

  /**
   * Ends the work: waits for rounds that are under way, interrupts one that takes longer than 10
   * seconds, gives back what this node has claimed, writes the last refused requests and interrupts
   * what may take longer. A task that does not end within 10 seconds after it was interrupted is
   * left alone; what it still does of a claim that was given back counts for nothing. What fails of
   * it is told; leases end by themselves. Closing again does nothing.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    rounds.forEach(chore -> chore.end(false));
    rounds.forEach(chore -> chore.awaitEnd(pace.round()));
    rounds.forEach(chore -> chore.end(true));
    rounds.forEach(chore -> chore.awaitEnd(ROUND));
    attempt(ges.dispatchDue()::release);
    attempt(ges.questions().refused()::write);
    // last, for a store may take an interrupted question for an outage
    upkeep.forEach(chore -> chore.end(true));
    upkeep.forEach(chore -> chore.awaitEnd(ROUND));
  }

  private void attempt(Runnable last) {
    try {
      last.run();
    } catch (RuntimeException e) {
      around.tell(e);
    }
  }

  private Duration handOver() {
    var round = ges.dispatchDue().run();
    if (round.failed() > 0) {
      if (unheard.getAndIncrement() % TOLD == 0) {
        around.tell(new UnavailableException(
            "the voice platform gave no answer; callbacks that stay due: " + round.failed()));
      }
      return pace.look();
    }
    unheard.set(0);
    return round.full() ? Duration.ZERO : until(round.nextWake().orElse(Instant.MAX));
  }

  private Duration until(Instant wake) {
    var now = time.instant();
    if (!wake.isBefore(now.plus(pace.look()))) {
      return pace.look();
    }
    var rest = Duration.between(now, wake);
    return rest.compareTo(SHORTEST) < 0 ? SHORTEST : rest;
  }

  private Duration settle() {
    return ges.dispatchDue().settle() ? Duration.ZERO : pace.look();
  }

  private Duration settings() {
    ges.settings().refresh();
    ges.settings().unreadable().stream().filter(unreadable::add).forEach(this::tell);
    ges.dispatchDue().followSettings();
    return pace.settings();
  }

  private void tell(Unreadable version) {
    var what = version.kind() + " of " + version.tenant() + ", version " + version.version();
    around.tell(new IllegalStateException(
        what + ": cannot be read in full; what was read before stays in force, and queues whose"
            + " rules never were take no bookings"));
  }

  private Duration waitTimes() {
    ges.dispatchDue().followWaitTimes();
    return pace.waitTimes();
  }

  private Duration purge() {
    ges.dispatchDue().purge();
    return pace.purge();
  }

  private Duration refusals() {
    var refused = ges.questions().refused();
    if (!refused.isIdle()) {
      refused.write();
    }
    return pace.look();
  }
}
