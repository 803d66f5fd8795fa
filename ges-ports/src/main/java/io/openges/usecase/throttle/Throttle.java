package io.openges.usecase.throttle;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.Refusal;
import io.openges.domain.queue.Limits;
import io.openges.domain.queue.Limits.Window;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.callback.CallbackQueries.Company;
import io.openges.ports.driven.throttle.ThrottleCounters;
import io.openges.ports.driven.throttle.ThrottleCounters.Request;
import io.openges.ports.driven.throttle.ThrottleCounters.Reservation;
import io.openges.ports.driven.throttle.ThrottleCounters.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checks 12 and 13 of specification 3.2.2 as far as they are asked before the booking's own
 * transaction: sliding windows are counted here; what must stay exact while Redis is away
 * (duplicates and waiting callbacks) is only looked at, for those who are refused anyway. Safe for
 * use by many threads at once.
 */
public final class Throttle {

  /** The first check that is made here; rules with a lower number are asked before. */
  public static final int FIRST_CHECK = 12;

  /** Nobody knows when an agent takes the next one: clients are to come again in a minute. */
  private static final Duration QUEUE_MOVES = Duration.ofMinutes(1);

  private final ThrottleCounters counters;
  private final CallbackQueries queries;
  private final Window perTenant;
  private final WindowNames names;

  /**
   * Makes it.
   *
   * @param perTenant how many bookings of one tenant are accepted (specification 9.2c)
   * @param names hides who is counted
   */
  public Throttle(
      ThrottleCounters counters, CallbackQueries queries, Window perTenant, WindowNames names) {
    this.counters = requireNonNull(counters, "counters");
    this.queries = requireNonNull(queries, "queries");
    this.perTenant = requireNonNull(perTenant, "perTenant");
    this.names = requireNonNull(names, "names");
  }

  /**
   * Returns every limit that keeps the booking from being made, in the order of the checks; counts
   * nothing.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  public List<Refusal> look(Applicant applicant) {
    var counted = CountedLimits.of(applicant, perTenant, names);
    return counted.isEmpty()
        ? refusals(applicant, counted, List.of())
        : refusals(applicant, counted, counters.look(request(applicant, counted)));
  }

  /**
   * Counts the booking, unless a limit is reached; to be given back if nothing comes of it.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  public Hold reserve(Applicant applicant) {
    var counted = CountedLimits.of(applicant, perTenant, names);
    if (counted.isEmpty()) {
      return new Hold(List.of(), null);
    }
    var verdict = counters.reserve(request(applicant, counted));
    return verdict instanceof Verdict.Full full
        ? new Hold(refusals(applicant, counted, full.waits()), null)
        : new Hold(List.of(), ((Verdict.Reserved) verdict).reservation());
  }

  /**
   * Returns the refusal of an immediate callback that as many wait before as may wait
   * (specification 9.2b).
   */
  public static Refusal crowded(Instant now) {
    return Refusal.throttled(ReasonCode.THROTTLE_QUEUED, now.plus(QUEUE_MOVES));
  }

  private Request request(Applicant applicant, CountedLimits counted) {
    return new Request(
        applicant.tenant(), counted.windows(), applicant.twinName(names), applicant.now());
  }

  private List<Refusal> refusals(Applicant applicant, CountedLimits counted, List<Duration> waits) {
    var limits = applicant.limits();
    var company = company(applicant, limits);
    var refusals = new ArrayList<Refusal>();
    int sameNumber = limits.duplicates().most();
    if (sameNumber > 0 && company.ofNumber() >= sameNumber) {
      refusals.add(Refusal.duplicate());
    }
    for (int i = 0; i < waits.size(); i++) {
      if (!waits.get(i).isZero()) {
        refusals.add(Refusal.throttled(counted.reason(i), applicant.now().plus(waits.get(i))));
      }
    }
    int waiting = limits.maxQueuedImmediate();
    if (applicant.joinsQueue() && waiting > 0 && company.waiting() >= waiting) {
      refusals.add(crowded(applicant.now()));
    }
    return refusals;
  }

  private Company company(Applicant applicant, Limits limits) {
    boolean asked = limits.duplicates() != Limits.DuplicateCheck.OFF
        || (applicant.joinsQueue() && limits.maxQueuedImmediate() > 0);
    return asked
        ? queries.company(applicant.tenant(), applicant.queue(), applicant.number())
        : new Company(0, 0);
  }

  /**
   * What became of a reservation. Closing it gives back what was counted, unless it is kept. Not
   * thread-safe; one request.
   */
  public static final class Hold implements AutoCloseable {

    private final List<Refusal> refusals;
    private @Nullable Reservation reservation;

    private Hold(List<Refusal> refusals, @Nullable Reservation reservation) {
      this.refusals = List.copyOf(refusals);
      this.reservation = reservation;
    }

    /** Returns why nothing was counted, in the order of the checks; empty if it was. */
    public List<Refusal> refusals() {
      return refusals;
    }

    /** Lets the booking stay counted: it stands, or may. */
    public void keep() {
      reservation = null;
    }

    @Override
    public void close() {
      if (reservation != null) {
        reservation.release();
        reservation = null;
      }
    }
  }
}
