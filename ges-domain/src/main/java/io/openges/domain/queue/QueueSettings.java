package io.openges.domain.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.capacity.CapacityRule;
import io.openges.domain.capacity.SlotPlan;
import io.openges.domain.hours.BusinessHours;
import io.openges.domain.phone.DialledNumber;
import io.openges.domain.phone.NumberRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of CALLBACK_SETTINGS: how a virtual queue offers callbacks (specification 10.2). Columns
 * no rule of GES reads are kept in {@link #columns()} and passed to the session. Immutable and
 * thread-safe.
 *
 * @param name the virtual queue
 * @param hours its business hours
 * @param dialling how the call is made
 * @param offering what is offered, and when it is refused
 * @param lifetime how long a callback lives and what closing time does to it
 * @param columns the row as it was published, plain Java values of its JSON; copied deeply
 */
public record QueueSettings(
    QueueName name,
    BusinessHours hours,
    Dialling dialling,
    Offering offering,
    Lifetime lifetime,
    Map<String, Object> columns) {

  /** Checks that every part is there. */
  public QueueSettings {
    requireNonNull(name, "name");
    requireNonNull(hours, "hours");
    requireNonNull(dialling, "dialling");
    requireNonNull(offering, "offering");
    requireNonNull(lifetime, "lifetime");
    columns = PlainValues.object(columns);
  }

  /**
   * Returns the whole row as it works: the published columns over the defaults of those it leaves
   * out. Immutable.
   */
  public Map<String, Object> effectiveColumns() {
    var effective = new LinkedHashMap<>(SettingsTable.defaults());
    effective.putAll(columns);
    return Collections.unmodifiableMap(effective);
  }

  /** Returns this row with a capacity rule in force, or with none. */
  public QueueSettings withCapacityRule(@Nullable CapacityRule rule) {
    return Objects.equals(rule, offering.slots().rule())
        ? this
        : new QueueSettings(
            name, hours, dialling, offering.withCapacityRule(rule), lifetime, columns);
  }

  /** Returns this row with a number rule in force, or with none. */
  public QueueSettings withNumberRule(@Nullable NumberRule rule) {
    return Objects.equals(rule, dialling.numbers().rule())
        ? this
        : new QueueSettings(
            name, hours, dialling.withNumberRule(rule), offering, lifetime, columns);
  }

  /**
   * Returns how the queue's time is cut into slots and what they take: all that offers, proposes or
   * books places asks this (specification 8).
   */
  public SlotPlan slotPlan() {
    var slots = offering.slots();
    return new SlotPlan(
        hours.zone(), slots.timeSlotMinutes(), slots.maxCallbacksPerSlot(), slots.rule());
  }

  /**
   * How the call is made. Immutable and thread-safe.
   *
   * @param application the callback application's name and stream
   * @param direction who dials whom
   * @param numbers how customers' numbers are read, and which may be called
   * @param routingPoint where sessions start; empty for user-originated queues
   * @param surveyRoutingPoint where surveys start; may be empty
   */
  public record Dialling(
      Application application,
      CallDirection direction,
      Numbers numbers,
      String routingPoint,
      String surveyRoutingPoint) {

    /** Returns what is put before the number when dialling; may be empty. */
    public String dialPrefix() {
      return numbers.dialPrefix();
    }

    /** Returns the same with this number rule in force, or none. */
    Dialling withNumberRule(@Nullable NumberRule rule) {
      var ruled = new Numbers(numbers.dialPrefix(), numbers.defaultCountry(), rule);
      return new Dialling(application, direction, ruled, routingPoint, surveyRoutingPoint);
    }
  }

  /**
   * How customers' numbers are read, and which may be called (specification 11). Immutable and
   * thread-safe.
   *
   * @param dialPrefix put before the number when dialling; may be empty
   * @param defaultCountry how national numbers are read, ISO alpha-2
   * @param rule the number rule assigned to the queue, null if there is none
   */
  public record Numbers(
      String dialPrefix, String defaultCountry, @Nullable NumberRule rule) {

    /** Returns a customer's number as it will be dialled. */
    public DialledNumber dial(String given) {
      return DialledNumber.of(dialPrefix, given, defaultCountry);
    }
  }

  /**
   * The callback application. Immutable and thread-safe.
   *
   * @param name {@code callbackApplication}
   * @param stream {@code applicationStream}
   */
  public record Application(String name, String stream) {}

  /**
   * What is offered. Immutable and thread-safe.
   *
   * @param immediate rules of immediate callbacks
   * @param scheduledEnabled whether scheduled callbacks are offered
   * @param slots the slots of scheduled callbacks and what they take
   * @param minLeadTimeSeconds how near a scheduled callback may be, 0 to 604,800 seconds
   * @param waitTimeMode how waiting times are estimated
   * @param limits how much may be booked
   */
  public record Offering(
      Immediate immediate,
      boolean scheduledEnabled,
      Slots slots,
      int minLeadTimeSeconds,
      WaitTimeMode waitTimeMode,
      Limits limits) {

    /** Offers the same without limits. */
    public Offering(
        Immediate immediate,
        boolean scheduledEnabled,
        Slots slots,
        int minLeadTimeSeconds,
        WaitTimeMode waitTimeMode) {
      this(immediate, scheduledEnabled, slots, minLeadTimeSeconds, waitTimeMode, Limits.NONE);
    }

    /** Returns the same with this capacity rule in force, or none. */
    Offering withCapacityRule(@Nullable CapacityRule rule) {
      var ruled = new Slots(slots.timeSlotMinutes(), slots.maxCallbacksPerSlot(), rule);
      return new Offering(
          immediate, scheduledEnabled, ruled, minLeadTimeSeconds, waitTimeMode, limits);
    }
  }

  /**
   * The slots of scheduled callbacks. Immutable and thread-safe.
   *
   * @param timeSlotMinutes the row's slot length: 5, 10, 15, 20, 30, 60 or 120 minutes
   * @param maxCallbacksPerSlot the row's capacity of such a slot, 0 to 10,000
   * @param rule the capacity rule assigned to the queue, null if there is none (specification 8.2)
   */
  public record Slots(
      int timeSlotMinutes,
      int maxCallbacksPerSlot,
      @Nullable CapacityRule rule) {}

  /**
   * Rules of immediate callbacks. Immutable and thread-safe.
   *
   * @param enabled whether they are offered
   * @param blackoutMinutes none are taken so many minutes before closing, 0 to 720
   * @param forecastCheck whether one that would be served after closing is refused
   * @param requireLoggedInAgents whether one without agents is refused
   * @param rejectOutOfHours whether one outside business hours is refused, not put off to the
   *     opening
   */
  public record Immediate(
      boolean enabled,
      int blackoutMinutes,
      boolean forecastCheck,
      boolean requireLoggedInAgents,
      boolean rejectOutOfHours) {}

  /**
   * How long a callback lives. Immutable and thread-safe.
   *
   * @param ttlSeconds from the desired time to giving up, 60 to 1,209,600 seconds
   * @param snoozeSeconds how far a session may put a callback off without a slot, 10 to 86,400
   * @param afterHoursPolicy what closing time does to a callback that is due
   */
  public record Lifetime(int ttlSeconds, int snoozeSeconds, AfterHoursPolicy afterHoursPolicy) {}

  /** What happens to a due callback when the office is closed (specification 6.5). */
  public enum AfterHoursPolicy {
    /** It waits for the next opening. */
    HOLD,
    /** It is handed over all the same. */
    SUBMIT,
    /** It is completed with the reason OFFICE_CLOSED. */
    COMPLETE
  }

  /** How waiting times are estimated (specification 3.8). */
  public enum WaitTimeMode {
    /** Throughput of the last interactions and pending count. */
    MODE1,
    /** The same with the agents that served the queue. */
    MODE2,
    /** The statistics server's figure. */
    MODE3
  }
}
