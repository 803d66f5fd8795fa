package io.openges.adapter.http.internal;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.envelope.WireTime;
import io.openges.adapter.http.internal.Explanations.Reason;
import io.openges.adapter.http.internal.Explanations.Verdict;
import io.openges.domain.booking.FailedCheck;
import io.openges.domain.booking.RefusedRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused (specification 24). Immutable and thread-safe.
 *
 * @param verdict all checks that failed; where none was made, what the request was answered
 * @param corrId names the request
 * @param service the queue asked for, null if there is none or it is unknown
 * @param request what was asked and answered
 */
record RequestExplained(
    @JsonUnwrapped Verdict verdict, String corrId, @Nullable String service, Asked request) {

  static RequestExplained of(RefusedRequest refused) {
    var answer = refused.answer();
    var judgement = refused.judgement();
    var queue = judgement.queue();
    return new RequestExplained(
        new Verdict(
            false, reasons(refused), WireTime.format(refused.at()), judgement.settingsVersion()),
        refused.corrId().toString(),
        queue == null ? null : queue.value(),
        new Asked(answer.method(), answer.route(), answer.http(), answer.code(), answer.message()));
  }

  private static List<Reason> reasons(RefusedRequest refused) {
    var failed = refused.judgement().failed();
    return failed.isEmpty()
        ? List.of(new Reason(name(refused.answer().code()), null, Map.of(), null))
        : failed.stream()
            .map(check -> Reason.of(check.refusal(), detail(check.figures())))
            .toList();
  }

  private static String name(int code) {
    return Stream.of(StatusCode.values())
        .filter(known -> known.code() == code)
        .map(Enum::name)
        .findFirst()
        .orElse(Integer.toString(code));
  }

  private static Map<String, Object> detail(FailedCheck.@Nullable Figures figures) {
    if (figures == null) {
      return Map.of();
    }
    var detail = new LinkedHashMap<String, Object>();
    detail.put("slot", WireTime.format(figures.slot()));
    detail.put("used", figures.used());
    detail.put("total", figures.total());
    return detail;
  }

  /**
   * What was asked and answered.
   *
   * @param method the HTTP method
   * @param path the path's template
   * @param http the HTTP status
   * @param code the {@code status.code}
   * @param message of the answer
   */
  record Asked(String method, String path, int http, int code, String message) {}
}
