package io.openges.domain.dispatch;

import static io.openges.domain.queue.Publications.list;
import static io.openges.domain.queue.Publications.queue;
import static io.openges.domain.queue.Publications.range;
import static io.openges.domain.queue.Publications.smallest;
import static io.openges.domain.queue.Publications.with;

import io.openges.domain.queue.QueueSettings;
import java.util.List;

/** Rows to dispatch by. */
final class Rows {

  private Rows() {}

  /** A row with an after-hours policy, open every day UTC from each first to each second time. */
  static QueueSettings row(String policy, String... hours) {
    var content = smallest();
    with(content, "queues/VQ/afterHoursPolicy", policy);
    with(content, "businessHours/bh/timezone", "Etc/UTC");
    var ranges = list();
    for (int i = 0; i < hours.length; i += 2) {
      ranges.add(range(hours[i], hours[i + 1]));
    }
    for (var day : List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun")) {
      with(content, "businessHours/bh/weekly/" + day, ranges);
    }
    return queue(content);
  }
}
