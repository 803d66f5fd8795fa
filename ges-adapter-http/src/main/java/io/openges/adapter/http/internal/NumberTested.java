package io.openges.adapter.http.internal;

import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.Refusal;
import io.openges.domain.phone.NumberReading;
import io.openges.domain.queue.NumberStatement;
import io.openges.ports.driving.queue.KeepNumberRules.Trial;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is answered about a number that is tried (specification 11). Immutable and thread-safe.
 *
 * @param allowed whether it may be called
 * @param reason the reason code of a booking that would be refused, absent if it may be called
 * @param step what decided
 * @param e164 the number as {@code +} and digits
 * @param region whose it is
 * @param type what kind of line it belongs to
 * @param rule the rule it was judged by
 */
record NumberTested(
    boolean allowed,
    @Nullable ReasonCode reason,
    Step step,
    @Nullable String e164,
    @Nullable String region,
    @Nullable String type,
    @Nullable String rule) {

  static NumberTested of(Trial.Judged judged) {
    var judgement = judged.judgement();
    var possible = judgement.reading() instanceof NumberReading.Possible number ? number : null;
    var pattern = judgement.pattern();
    return new NumberTested(
        judgement.isAllowed(),
        Refusal.ifNotToBeCalled(judgement).map(Refusal::code).orElse(null),
        new Step(
            judgement.step().number(),
            judgement.step().name(),
            pattern == null ? null : NumberStatement.of(pattern)),
        judgement.reading().e164(),
        possible == null ? null : possible.region(),
        possible == null ? null : possible.type().name(),
        judged.rule());
  }

  /**
   * The step that decided.
   *
   * @param number 1 to 7, in the order of specification 11
   * @param name its name
   * @param pattern the pattern that decided, absent if none did
   */
  record Step(int number, String name, @Nullable Map<String, Object> pattern) {}
}
