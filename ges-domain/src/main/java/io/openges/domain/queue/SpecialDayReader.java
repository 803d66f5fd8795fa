package io.openges.domain.queue;

import io.openges.domain.hours.DateRange;
import io.openges.domain.hours.SpecialDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one special day (specifications 7.2, 10.3). Not thread-safe; one thread at a time. */
final class SpecialDayReader {

  private final String path;
  private final Problems problems;

  SpecialDayReader(String path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  /** Returns the day; empty if it is no object, of which a problem tells. */
  Optional<SpecialDay> read(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> fields)) {
      problems.expected(path, "an object", value == null ? "null" : value);
      return Optional.empty();
    }
    var id = text(fields, "id");
    var name = text(fields, "name");
    boolean enabled = flag(fields, "enabled", true);
    boolean yearly = flag(fields, "yearly", false);
    var ranges = ranges(fields.get("ranges"), yearly);
    var hours = new RangesReader(problems).read(path + ".hours", fields.get("hours"));
    warnIfWithoutEffect(fields.get("ranges"), enabled);
    return Optional.of(new SpecialDay(id, name, enabled, ranges, hours));
  }

  private void warnIfWithoutEffect(@Nullable Object ranges, boolean enabled) {
    if (!enabled) {
      problems.warn(path, "disabled: without effect");
    } else if (ranges == null || (ranges instanceof List<?> list && list.isEmpty())) {
      problems.warn(path, "no ranges: without effect");
    }
  }

  private List<DateRange> ranges(@Nullable Object value, boolean yearly) {
    var ranges = new ArrayList<DateRange>();
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        new DatesReader(path + ".ranges[" + i + "]", problems)
            .read(list.get(i), yearly)
            .ifPresent(ranges::add);
      }
    } else if (value != null) {
      problems.expected(path + ".ranges", "a list of {from, to}", value);
    }
    return ranges;
  }

  private String text(Map<?, ?> fields, String name) {
    var value = fields.get(name);
    if (value != null && !(value instanceof String)) {
      problems.expected(path + "." + name, "a text", value);
    }
    return value == null ? "" : value.toString();
  }

  private boolean flag(Map<?, ?> fields, String name, boolean fallback) {
    var value = fields.get(name);
    if (value != null && !Values.FLAG.allow(value)) {
      problems.expected(path + "." + name, Values.FLAG.expected(), value);
    }
    return value instanceof Boolean flag ? flag : fallback;
  }
}
