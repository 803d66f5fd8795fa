package io.openges.usecase.throttle;

import io.openges.domain.booking.ReasonCode;
import io.openges.domain.queue.Limits;
import io.openges.domain.queue.Limits.Window;
import io.openges.ports.driven.throttle.ThrottleCounters.Counted;
import java.util.ArrayList;
import java.util.List;

/**
 * The sliding windows a booking is counted in (specification 9.1, 9.2a, 9.2c), those that are off
 * left out. Immutable and thread-safe.
 *
 * @param windows in the order in which they are told
 * @param reasons what it is called when each is full
 */
record CountedLimits(List<Counted> windows, List<ReasonCode> reasons) {

  private static final List<ReasonCode> PER_QUEUE =
      List.of(ReasonCode.THROTTLE_SERVICE_1, ReasonCode.THROTTLE_SERVICE_2);

  static CountedLimits of(Applicant applicant, Window perTenant, WindowNames names) {
    var limits = applicant.limits();
    var counted = new CountedLimits(new ArrayList<>(), new ArrayList<>());
    var queue = applicant.queue().value();
    var perKey = limits.perKey().window();
    if (!perKey.isOff()) {
      counted.add(ReasonCode.THROTTLE_NUMBER, "n:" + key(applicant, queue, names), perKey);
    }
    for (int i = 0; i < limits.perQueue().size(); i++) {
      counted.add(PER_QUEUE.get(i), (i + 1) + ":" + queue, limits.perQueue().get(i));
    }
    counted.add(ReasonCode.THROTTLE_TENANT, "t", perTenant);
    return counted;
  }

  boolean isEmpty() {
    return windows.isEmpty();
  }

  ReasonCode reason(int window) {
    return reasons.get(window);
  }

  private void add(ReasonCode reason, String name, Window window) {
    if (!window.isOff()) {
      windows.add(new Counted(name, window));
      reasons.add(reason);
    }
  }

  /** What a request leaves out counts as empty: who leaves out everything is counted too. */
  private static String key(Applicant applicant, String queue, WindowNames names) {
    var parts = new ArrayList<String>();
    parts.add(queue);
    for (var parameter : applicant.limits().perKey().parameters()) {
      var value = parameter.equals(Limits.PerKey.PHONE_NUMBER)
          ? applicant.number().digits()
          : applicant.attributes().value(parameter);
      parts.add(value == null ? "" : value);
    }
    return names.of(applicant.tenant(), parts);
  }
}
