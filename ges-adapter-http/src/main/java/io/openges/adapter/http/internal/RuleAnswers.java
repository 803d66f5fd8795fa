package io.openges.adapter.http.internal;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.listener.Call;
import io.openges.domain.queue.SettingsTable.Problem;
import io.openges.ports.driving.queue.RuleOutcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is answered alike for rules of every kind and for call-in groups. Stateless. Safe for use by
 * many threads.
 */
final class RuleAnswers {

  private RuleAnswers() {}

  /** Returns an answer with the version of the rules, for the next {@code If-Match}. */
  static Reply tagged(Call call, Object data, int version) {
    return call.ok(data).withHeader("ETag", "\"" + version + "\"");
  }

  /**
   * Returns the rules after a change.
   *
   * @param noun one of the kind, as a sentence begins
   * @param expected the version the change was based on, null for any
   * @throws ProblemException if nothing was changed
   */
  static <R> R after(RuleOutcome<R> outcome, String noun, @Nullable Integer expected) {
    if (outcome instanceof RuleOutcome.Changed<R> changed) {
      return changed.rules();
    }
    if (outcome instanceof RuleOutcome.Invalid<R> invalid) {
      throw SettingsRoutes.invalid(invalid.errors());
    }
    if (outcome instanceof RuleOutcome.UnknownRule<R>) {
      throw unknown(noun);
    }
    if (outcome instanceof RuleOutcome.RuleInUse<R> used) {
      throw SettingsRoutes.invalid(used.queues().stream()
          .map(queue -> new Problem("queues." + queue, "has this rule"))
          .toList());
    }
    var conflict = (RuleOutcome.VersionConflict<R>) outcome;
    throw conflict(noun, conflict.version(), expected);
  }

  /**
   * Returns that there is no such rule.
   *
   * @param noun one of the kind, as a sentence begins
   */
  static ProblemException unknown(String noun) {
    return ProblemException.of(StatusCode.PATH, "No such " + noun.toLowerCase(Locale.ROOT));
  }

  /**
   * Returns that a change was based on another version than the newest.
   *
   * @param noun one of the kind, as a sentence begins
   * @param version the newest
   * @param expected what the change was based on
   */
  static ProblemException conflict(String noun, int version, @Nullable Integer expected) {
    return ProblemException.of(
        StatusCode.VERSION_CONFLICT, noun + "s have version " + version + ", expected " + expected);
  }

  /** One that is gone. */
  record Deleted(String name) {}
}
