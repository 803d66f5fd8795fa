package io.openges.adapter.http.internal;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.listener.Call;
import io.openges.domain.queue.SettingsTable.Problem;
import io.openges.ports.driving.queue.RuleOutcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is answered alike for rules of every kind. Stateless. Safe for use by many threads. */
final class RuleAnswers {

  private RuleAnswers() {}

  /** Returns an answer with the version of the rules, for the next {@code If-Match}. */
  static Reply tagged(Call call, Object data, int version) {
    return call.ok(data).withHeader("ETag", "\"" + version + "\"");
  }

  /**
   * Returns the rules after a change.
   *
   * @param kind the kind of rules, as a sentence begins
   * @param expected the version the change was based on, null for any
   * @throws ProblemException if nothing was changed
   */
  static <R> R after(RuleOutcome<R> outcome, String kind, @Nullable Integer expected) {
    if (outcome instanceof RuleOutcome.Changed<R> changed) {
      return changed.rules();
    }
    if (outcome instanceof RuleOutcome.Invalid<R> invalid) {
      throw SettingsRoutes.invalid(invalid.errors());
    }
    if (outcome instanceof RuleOutcome.UnknownRule<R>) {
      throw unknown(kind);
    }
    if (outcome instanceof RuleOutcome.RuleInUse<R> used) {
      throw SettingsRoutes.invalid(used.queues().stream()
          .map(queue -> new Problem("queues." + queue, "has this rule"))
          .toList());
    }
    var conflict = (RuleOutcome.VersionConflict<R>) outcome;
    throw conflict(kind, conflict.version(), expected);
  }

  /** Returns that there is no such rule of a kind. */
  static ProblemException unknown(String kind) {
    return ProblemException.of(
        StatusCode.PATH, "No such " + kind.toLowerCase(Locale.ROOT) + " rule");
  }

  /**
   * Returns that a change was based on another version than the newest.
   *
   * @param kind the kind of rules, as a sentence begins
   * @param version the newest
   * @param expected what the change was based on
   */
  static ProblemException conflict(String kind, int version, @Nullable Integer expected) {
    return ProblemException.of(
        StatusCode.VERSION_CONFLICT,
        kind + " rules have version " + version + ", expected " + expected);
  }
}
