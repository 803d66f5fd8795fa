package io.openges.domain.time;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** The zones this JDK knows, and the stretches of time in which their clocks change. */
public final class Zones {

  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2028-01-01T00:00:00Z");
  private static final Duration AROUND = Duration.ofHours(36);

  private Zones() {}

  /** One zone of each set of names with equal rules: together they stand for every name. */
  public static Collection<ZoneId> all() {
    var byRules = new TreeMap<Integer, List<ZoneId>>();
    for (var name : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
      var zone = ZoneId.of(name);
      var alike = byRules.computeIfAbsent(zone.getRules().hashCode(), h -> new ArrayList<>());
      if (alike.stream().noneMatch(other -> other.getRules().equals(zone.getRules()))) {
        alike.add(zone);
      }
    }
    return byRules.values().stream().flatMap(List::stream).toList();
  }

  /** Three days around every change of two years; around the middle of them without one. */
  public static List<Interval> changesOf(ZoneId zone) {
    ZoneRules rules = zone.getRules();
    var result = new ArrayList<Interval>();
    var change = rules.nextTransition(FROM);
    while (change != null && change.getInstant().isBefore(TO)) {
      result.add(around(change.getInstant()));
      change = rules.nextTransition(change.getInstant());
    }
    return result.isEmpty() ? List.of(around(Instant.parse("2027-01-01T00:00:00Z"))) : result;
  }

  /** Three days around an instant. */
  public static Interval around(Instant instant) {
    return new Interval(instant.minus(AROUND), instant.plus(AROUND));
  }
}
