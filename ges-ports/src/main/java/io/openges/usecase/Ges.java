package io.openges.usecase;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.BookingTerms;
import io.openges.domain.dispatch.DispatchTerms;
import io.openges.domain.phone.Expressions;
import io.openges.domain.phone.NumberPlan;
import io.openges.domain.queue.Limits;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driven.audit.KeyedHash;
import io.openges.ports.driven.callback.BookingStore;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.callback.IdempotencyKeys;
import io.openges.ports.driven.callback.Ids;
import io.openges.ports.driven.callback.RecordCache;
import io.openges.ports.driven.callback.Retention;
import io.openges.ports.driven.callback.SessionStorage;
import io.openges.ports.driven.callin.CallInRequests;
import io.openges.ports.driven.dispatch.CallSessions;
import io.openges.ports.driven.dispatch.CallSubmission;
import io.openges.ports.driven.dispatch.DispatchQueue;
import io.openges.ports.driven.explain.RequestLog;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driven.queue.SlotOccupancy;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.ports.driven.throttle.ThrottleCounters;
import io.openges.ports.driving.audit.ReadAudit;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.CancelCallback;
import io.openges.ports.driving.callback.ChangeCallback;
import io.openges.ports.driving.callback.ErasePersonalData;
import io.openges.ports.driving.callback.FindCallback;
import io.openges.ports.driving.callback.KeepSessionData;
import io.openges.ports.driving.callback.ReportSession;
import io.openges.ports.driving.dispatch.DispatchDue;
import io.openges.ports.driving.explain.Explain;
import io.openges.ports.driving.explain.RefusedRequests;
import io.openges.ports.driving.queue.AskQueue;
import io.openges.ports.driving.queue.EstimateWait;
import io.openges.ports.driving.queue.PublishSettings;
import io.openges.ports.driving.queue.QueueRulePorts;
import io.openges.ports.phone.KnownNumberPlan;
import io.openges.ports.phone.LinearExpressions;
import io.openges.usecase.captcha.CaptchaGuard;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The callback engine, put together without a container: driven ports in, driving ports out.
 * Nothing runs by itself: a {@link GesRunner} has to be started before the first booking, or
 * whoever embeds it refreshes {@link #settings} and calls {@link DispatchDue#run} and the other
 * upkeep of {@link #dispatchDue} as often as their Javadoc says.
 *
 * <p>Safe for use by many threads at once, if the driven ports are.
 *
 * @param bookCallback takes bookings
 * @param callbacks what can be done with booked callbacks
 * @param questions answers what customers ask before they book
 * @param administration puts settings and rules in force
 * @param dispatchDue hands over what is due
 * @param settings the settings in force on this node; none until they are refreshed
 */
public record Ges(
    BookCallback bookCallback,
    Callbacks callbacks,
    Questions questions,
    Administration administration,
    DispatchDue dispatchDue,
    SettingsSnapshots settings) {

  /** Returns what answers about slots, opening hours and queues. */
  public AskQueue askQueue() {
    return questions.askQueue();
  }

  /** Returns what puts settings in force. */
  public PublishSettings publishSettings() {
    return administration.settings();
  }

  /** Returns what keeps the rules that queues can have. */
  public QueueRulePorts rules() {
    return administration.rules();
  }

  /** Returns what shows who did what. */
  public ReadAudit audit() {
    return administration.audit();
  }

  /**
   * What customers ask before they book, and operators afterwards.
   *
   * @param askQueue about slots, opening hours and what a queue offers
   * @param estimateWait about waiting times
   * @param explain about reasons
   * @param refused remembers why requests were refused
   */
  public record Questions(
      AskQueue askQueue, EstimateWait estimateWait, Explain explain, RefusedRequests refused) {}

  /**
   * What a tenant's people set.
   *
   * @param settings puts published tables in force
   * @param rules keeps the rules that queues can have
   * @param audit shows who did what
   */
  public record Administration(PublishSettings settings, QueueRulePorts rules, ReadAudit audit) {}

  /** What can be done with booked callbacks. */
  public record Callbacks(
      FindCallback find,
      CancelCallback cancel,
      ChangeCallback change,
      ErasePersonalData erase,
      ReportSession report,
      KeepSessionData sessionData) {}

  /** What bookings are kept in. */
  public record Stores(
      BookingStore bookings,
      IdempotencyKeys keys,
      CallbackStore callbacks,
      CallbackQueries queries,
      SessionStorage sessionData,
      Upkept upkept) {}

  /**
   * What is kept beside the bookings.
   *
   * @param callIns keeps who is expected to call
   * @param logs keeps what happened
   */
  public record Upkept(
      DispatchQueue dispatch,
      SlotOccupancy occupancy,
      Published published,
      Retention retention,
      RecordCache cache,
      CallInRequests callIns,
      Logs logs) {}

  /**
   * What happened.
   *
   * @param refused keeps refused requests
   * @param audit keeps who did what
   * @param hash names what is personal in the audit and where bookings are counted
   * @param auditFor how long the audit is kept
   */
  public record Logs(RequestLog refused, AuditLog audit, KeyedHash hash, Duration auditFor) {}

  /**
   * What a tenant's people have put in force.
   *
   * @param settings keeps the published tables
   * @param rules keeps the rules of all kinds, apart from the tables
   */
  public record Published(SettingsStore settings, SettingsStore rules) {}

  /**
   * The voice platform.
   *
   * @param submission takes calls
   * @param sessions the sessions that make them
   * @param waitTimes how long callers wait
   * @param regions the regions in which it has servers; may be empty
   */
  public record Voice(
      CallSubmission submission, CallSessions sessions, WaitTimes waitTimes, List<String> regions) {

    /** Copies the list. */
    public Voice {
      regions = List.copyOf(regions);
    }
  }

  /**
   * Where it runs.
   *
   * @param node this process, unique among those that share the stores
   * @param time the clock
   * @param ids makes ids
   * @param wakeups told when a callback that was just committed wakes; must not block or throw
   * @param notices told whose settings were just published; must not block or throw
   * @param refusals told when refused requests wait to be written; must not block or throw
   */
  public record Surroundings(
      String node,
      InstantSource time,
      Ids ids,
      Consumer<Instant> wakeups,
      Consumer<TenantId> notices,
      Runnable refusals) {

    /** Makes surroundings in which nobody is told anything. */
    public static Surroundings quiet(String node, InstantSource time, Ids ids) {
      return new Surroundings(node, time, ids, wakeup -> {}, tenant -> {}, () -> {});
    }
  }

  /**
   * The figures of its rules, and what they know.
   *
   * @param perTenant how many bookings of one tenant are accepted (specification 9.2c)
   */
  public record Terms(
      BookingTerms booking, DispatchTerms dispatch, Limits.Window perTenant, Numbers numbers) {

    /** The defaults of the specification. */
    public static final Terms DEFAULTS =
        new Terms(BookingTerms.DEFAULTS, DispatchTerms.DEFAULTS, Limits.Window.OFF, Numbers.KNOWN);
  }

  /**
   * What is known of telephone numbers.
   *
   * @param plan reads them
   * @param expressions matches them
   */
  public record Numbers(NumberPlan plan, Expressions expressions) {

    /** The world's numbering plans; they are loaded when the first number is read. */
    public static final Numbers KNOWN = new Numbers(new KnownNumberPlan(), new LinearExpressions());
  }

  /**
   * What keeps bookings from being made.
   *
   * @param captcha wants proof that a person books
   * @param throttle counts accepted bookings
   * @param pause lets a tenth of a second go by, for who waits for a twin
   * @param nanoTime a monotonic clock in nanoseconds, for how long
   */
  public record Guards(
      CaptchaGuard captcha, ThrottleCounters throttle, Runnable pause, LongSupplier nanoTime) {

    /** Guards that count bookings and believe everybody to be a person. */
    public static Guards counting(ThrottleCounters throttle) {
      // nobody spends anything that a twin needs, so nobody waits for one
      var time = new AtomicLong();
      return new Guards(
          CaptchaGuard.NONE,
          throttle,
          () -> {},
          () -> time.addAndGet(Duration.ofMinutes(1).toNanos()));
    }
  }

  /** Puts the engine together. */
  public static Ges assemble(
      Stores stores, Voice voice, Guards guards, Surroundings surroundings, Terms terms) {
    requireNonNull(stores, "stores");
    requireNonNull(voice, "voice");
    requireNonNull(guards, "guards");
    var published = stores.upkept().published();
    var snapshots = new SettingsSnapshots(
        published.settings(), published.rules(), terms.numbers().expressions());
    var assembly = new Assembly(stores, voice, guards, surroundings, terms, snapshots);
    return new Ges(
        assembly.bookCallback(),
        assembly.callbacks(),
        assembly.questions(),
        assembly.administration(),
        assembly.dispatchDue(),
        snapshots);
  }
}
