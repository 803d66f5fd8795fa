package io.openges.adapter.http.internal;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.listener.Call;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.SettingsTable.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered alike for rules of every kind. Stateless. Safe for use by many threads. */
final class RuleAnswers {

  private RuleAnswers() {}

  /** Returns an answer with the version of the rules, for the next {@code If-Match}. */
  static Reply tagged(Call call, Object data, int version) {
    return call.ok(data).withHeader("ETag", "\"" + version + "\"");
  }

  /** Returns why a rule cannot go: these queues have it. */
  static ProblemException inUse(List<QueueName> queues) {
    return SettingsRoutes.invalid(queues.stream()
        .map(queue -> new Problem("queues." + queue, "has this rule"))
        .toList());
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
