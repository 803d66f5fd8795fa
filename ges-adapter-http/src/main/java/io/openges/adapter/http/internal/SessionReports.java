package io.openges.adapter.http.internal;

import io.openges.adapter.http.envelope.Fields;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.external.Refusals;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.SessionReport;
import io.openges.domain.callback.Transition;
import io.openges.ports.driving.callback.ReportSession.Outcome;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what sessions report and writes down what came of it (specification 17.2). Stateless. Safe
 * for use by many threads at once.
 */
final class SessionReports {

  private static final int MAX_SESSION_ID = 255;
  private static final int MAX_URL = 1024;
  private static final Pattern DIAL_RESULT = Pattern.compile("[A-Z_]{1,64}");
  private static final Set<String> STATES =
      Arrays.stream(CallbackState.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

  private SessionReports() {}

  /** The names of the fields, which differ between the clean API and the facade. */
  enum Names {
    /** Those of the clean API. */
    CLEAN,
    /** Those of the facade. */
    FACADE;

    /** Returns what a field of the clean API is called here. */
    String of(String clean) {
      if (this == CLEAN) {
        return clean;
      }
      return switch (clean) {
        case "state", "reason" -> "_callback_" + clean;
        case "newDesiredTime" -> "_new_desired_time";
        case "sessionId" -> "_ors_session_id";
        case "sessionUrl" -> "_ors_session_url";
        case "dialResult" -> "_dial_result";
        default -> "_" + clean;
      };
    }
  }

  /**
   * Reads a report.
   *
   * @param attempt the attempt it is for, null if it does not say
   * @throws ProblemException with code 501 that names the first field that is wrong
   */
  static SessionReport read(Fields body, Names names, @Nullable Integer attempt) {
    return new SessionReport(
        attempt,
        body.integer(names.of("seq"), 0, Long.MAX_VALUE),
        change(body, names),
        new SessionReport.Reporter(
            body.text(names.of("sessionId"), 1, MAX_SESSION_ID),
            body.text(names.of("sessionUrl"), 1, MAX_URL)),
        new SessionReport.Standing(known(body, names.of("position")), known(body, names.of("ewt"))),
        body.matching(
            names.of("dialResult"),
            text -> DIAL_RESULT.matcher(text).matches(),
            "expected 1 to 64 upper-case letters and underscores"));
  }

  /** A figure that is -1 is unknown. */
  private static @Nullable Integer known(Fields body, String name) {
    var value = body.smallInteger(name, -1, Integer.MAX_VALUE);
    return value == null || value < 0 ? null : value;
  }

  private static SessionReport.@Nullable Change change(Fields body, Names names) {
    var state = body.choice(names.of("state"), STATES);
    var reason = body.matching(
        names.of("reason"),
        CompletionReason::isReason,
        "expected 1 to 64 of A-Z, 0-9 and underscore");
    var newTime = body.instant(names.of("newDesiredTime"));
    if (newTime != null) {
      return snooze(body, names, state, newTime);
    }
    if (state == null) {
      return null;
    }
    var to = CallbackState.valueOf(state);
    if (to == CallbackState.SCHEDULED) {
      throw body.wrong(names.of("newDesiredTime"), "required with " + to);
    }
    if (to == CallbackState.COMPLETED && reason == null) {
      throw body.wrong(names.of("reason"), "required with " + to);
    }
    return new SessionReport.Change(to, reason == null ? null : new CompletionReason(reason), null);
  }

  private static SessionReport.Change snooze(
      Fields body, Names names, @Nullable String state, Instant newTime) {
    if (state != null && !state.equals(CallbackState.SCHEDULED.name())) {
      throw body.wrong(names.of("state"), "expected SCHEDULED with " + names.of("newDesiredTime"));
    }
    return new SessionReport.Change(CallbackState.SCHEDULED, null, newTime);
  }

  /**
   * Returns the callback as it is after a report that was taken.
   *
   * @param report what was reported
   * @param now for {@code Retry-After}
   * @throws ProblemException if the report was refused
   */
  static Callback accepted(Outcome outcome, SessionReport report, Instant now) {
    if (outcome instanceof Outcome.Accepted accepted) {
      return accepted.callback();
    }
    if (outcome instanceof Outcome.Unknown) {
      throw ProblemException.of(StatusCode.CALLBACK_UNKNOWN);
    }
    if (outcome instanceof Outcome.Refused refused) {
      throw refused(refused, report);
    }
    if (outcome instanceof Outcome.SlotFull full) {
      throw Refusals.slotFull(full.proposals());
    }
    if (outcome instanceof Outcome.TimeRefused refused) {
      throw Refusals.problem(refused.refusal(), java.util.List.of(), now);
    }
    throw new IllegalArgumentException("unknown outcome " + outcome.getClass());
  }

  private static ProblemException refused(Outcome.Refused refused, SessionReport report) {
    var callback = refused.callback();
    var problem = refused.why() == Transition.Refusal.STALE_ATTEMPT
        ? ProblemException.of(StatusCode.STALE_ATTEMPT, stale(callback, report))
        : ProblemException.of(StatusCode.ILLEGAL_TRANSITION, illegal(callback, report));
    var reason = callback.status().reason();
    if (reason == null) {
      return problem;
    }
    var end = new LinkedHashMap<String, String>();
    end.put("callbackState", callback.state().name());
    end.put("callbackReason", reason.value());
    return problem.withData(end);
  }

  private static String stale(Callback callback, SessionReport report) {
    int reported = report.attempt() == null ? 1 : report.attempt();
    int current = callback.attempt().number();
    return reported == current
        ? "Update is from another session than attempt " + current + " is bound to"
        : "Update is for attempt " + reported + ", current is " + current;
  }

  private static String illegal(Callback callback, SessionReport report) {
    var change = report.change();
    return change == null
        ? callback.state() + " takes no updates"
        : callback.state() + " cannot become " + change.state();
  }
}
