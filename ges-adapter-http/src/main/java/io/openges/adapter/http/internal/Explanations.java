package io.openges.adapter.http.internal;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.openges.adapter.http.envelope.WireTime;
import io.openges.domain.booking.JudgedSlot;
import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.Refusal;
import io.openges.domain.dispatch.DueTime;
import io.openges.domain.dispatch.Waiting;
import io.openges.ports.driving.explain.Explain.BookingExplained;
import io.openges.ports.driving.explain.Explain.Evaluation;
import io.openges.ports.driving.explain.Explain.SlotsExplained;
import io.openges.ports.driving.explain.Explain.WaitingExplained;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes explanations down (specification 24). Stateless. Safe for use by many threads at once. */
final class Explanations {

  private Explanations() {}

  /**
   * Writes down whether a booking would be accepted.
   *
   * @param refusals all failed checks, in their order
   */
  static Booking booking(BookingExplained explained, List<Refusal> refusals) {
    var slot = explained.slot();
    var placement = explained.placement();
    var reasons = refusals.stream()
        .map(refusal -> Reason.of(refusal, slot == null ? Map.of() : detail(refusal, slot)))
        .toList();
    return new Booking(
        Verdict.of(reasons, explained.evaluation()),
        placement == null ? null : placement.kind().name(),
        time(placement == null ? null : placement.desiredTime()));
  }

  /** Writes down which slots are offered; the reasons at the top are those all slots share. */
  static Slots slots(String service, SlotsExplained explained) {
    var slots =
        explained.slots().stream().map(slot -> Slot.of(slot, explained.zone())).toList();
    var evaluation = explained.evaluation();
    return new Slots(
        new Verdict(
            slots.stream().anyMatch(Slot::offered),
            shared(explained.slots()),
            WireTime.format(evaluation.at()),
            evaluation.settingsVersion()),
        service,
        explained.nominalLength().toMinutes(),
        explained.zone().getId(),
        slots);
  }

  /** Writes down why a callback is still waiting. */
  static Wait waiting(WaitingExplained explained) {
    var callback = explained.callback();
    var waiting = explained.waiting();
    var reasons = waiting == null
        ? List.<Reason>of()
        : waiting.reasons().stream()
            .map(reason -> Reason.of(reason, detail(reason, explained)))
            .toList();
    var evaluation = explained.evaluation();
    boolean open = callback.state().isOpen();
    var reason = callback.status().reason();
    return new Wait(
        new Verdict(
            reasons.isEmpty() && open,
            reasons,
            WireTime.format(evaluation.at()),
            evaluation.settingsVersion()),
        callback.state().name(),
        reason == null ? null : reason.value(),
        waiting == null || !open ? null : Due.of(waiting.due()),
        time(waiting == null ? null : waiting.nextCheck()),
        attempts(explained));
  }

  private static Map<String, Object> detail(Refusal refusal, JudgedSlot slot) {
    return switch (refusal.code()) {
      case CAPACITY_FULL, CAPACITY_ZERO, SLOT_WOULD_BE_MISSED -> detail(slot);
      default -> Map.of();
    };
  }

  private static Map<String, Object> detail(JudgedSlot slot) {
    var detail = new LinkedHashMap<String, Object>();
    detail.put("slot", WireTime.format(slot.slot().start()));
    detail.put("used", slot.used());
    detail.put("total", slot.total());
    return detail;
  }

  private static Map<String, Object> detail(Waiting.Reason reason, WaitingExplained explained) {
    var node = explained.claimedBy();
    return reason.code() == ReasonCode.CLAIMED_BY_NODE && node != null
        ? Map.of("node", node)
        : Map.of();
  }

  private static List<Reason> shared(List<JudgedSlot> slots) {
    return slots.get(0).reasons().stream()
        .filter(reason -> slots.stream().allMatch(slot -> fails(slot, reason.code())))
        .map(reason ->
            Reason.of(reason, slots.size() == 1 ? detail(reason, slots.get(0)) : Map.of()))
        .toList();
  }

  private static boolean fails(JudgedSlot slot, ReasonCode code) {
    return slot.reasons().stream().anyMatch(reason -> reason.code() == code);
  }

  private static List<Attempt> attempts(WaitingExplained explained) {
    var byNumber = new LinkedHashMap<Integer, List<CallbackAdminRoutes.Event>>();
    explained
        .history()
        .forEach(event -> byNumber
            .computeIfAbsent(event.attempt(), number -> new ArrayList<>())
            .add(CallbackAdminRoutes.Event.of(event)));
    return byNumber.entrySet().stream()
        .map(entry -> new Attempt(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : WireTime.format(instant);
  }

  /** What every explanation begins with. */
  record Verdict(boolean allowed, List<Reason> reasons, String evaluatedAt, int settingsVersion) {

    static Verdict of(List<Reason> reasons, Evaluation evaluation) {
      return new Verdict(
          reasons.isEmpty(),
          reasons,
          WireTime.format(evaluation.at()),
          evaluation.settingsVersion());
    }
  }

  /**
   * One thing that stands in the way.
   *
   * @param code machine-readable
   * @param check its number in the order of specification 3.2.2, null for waiting callbacks
   * @param detail figures, may be empty
   * @param until up to when, ISO-UTC, null if that is not known
   */
  record Reason(
      String code,
      @Nullable Integer check,
      Map<String, Object> detail,
      @Nullable String until) {

    static Reason of(Refusal refusal, Map<String, Object> detail) {
      return new Reason(refusal.code().name(), refusal.check(), detail, time(refusal.until()));
    }

    static Reason of(Waiting.Reason reason, Map<String, Object> detail) {
      return new Reason(reason.code().name(), null, detail, time(reason.until()));
    }
  }

  /** Whether a booking would be accepted, and what it would become. */
  record Booking(
      @JsonUnwrapped Verdict verdict,
      @Nullable String kind,
      @Nullable String desiredTime) {}

  /** The slots of a range. */
  record Slots(
      @JsonUnwrapped Verdict verdict,
      String service,
      long durationMin,
      String timezone,
      List<Slot> slots) {}

  /** A slot, offered or not. */
  record Slot(
      String utcTime,
      String localTime,
      int used,
      int total,
      boolean offered,
      List<Reason> reasons) {

    static Slot of(JudgedSlot slot, ZoneId zone) {
      var start = slot.slot().start();
      return new Slot(
          WireTime.format(start),
          WireTime.format(start, zone),
          slot.used(),
          slot.total(),
          slot.offered(),
          slot.reasons().stream()
              .map(reason -> Reason.of(reason, detail(reason, slot)))
              .toList());
    }
  }

  /** Why a callback waits; one that has ended says for what reason, and is due no more. */
  record Wait(
      @JsonUnwrapped Verdict verdict,
      String state,
      @Nullable String reason,
      @Nullable Due due,
      @Nullable String nextCheck,
      List<Attempt> attempts) {}

  /**
   * When a callback is due, and its parts.
   *
   * @param at ISO-UTC
   * @param desiredTime ISO-UTC
   * @param estimatedWaitTime seconds reckoned with
   * @param bufferSeconds how much earlier still
   * @param opening the opening it is not due before, null if there is none, as where the office
   *     never closes
   */
  record Due(
      String at,
      String desiredTime,
      long estimatedWaitTime,
      long bufferSeconds,
      @Nullable String opening) {

    static Due of(DueTime due) {
      return new Due(
          WireTime.format(due.at()),
          WireTime.format(due.desired()),
          due.waitTime().toSeconds(),
          due.buffer().toSeconds(),
          time(due.opening()));
    }
  }

  /** What happened in an attempt. */
  record Attempt(int attempt, List<CallbackAdminRoutes.Event> events) {}
}
