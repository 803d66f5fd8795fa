package io.openges.domain.hours;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Dates whose hours replace those of the week: holidays, half-days, extra openings (specification
 * 7.2).
 *
 * <p>Immutable and thread-safe.
 *
 * @param id its name in the settings
 * @param name what people call it
 * @param enabled false keeps it without effect
 * @param ranges the dates; empty means without effect
 * @param hours the hours of each of those dates
 */
public record SpecialDay(
    String id, String name, boolean enabled, List<DateRange> ranges, DayHours hours) {

  /** Checks that all is there and copies the ranges. */
  public SpecialDay {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(hours, "hours");
    ranges = List.copyOf(ranges);
  }

  /** Says whether this day changes any hours: it is enabled and has dates. */
  public boolean hasEffect() {
    return enabled && !ranges.isEmpty();
  }
}
