package io.openges.domain.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.time.Interval;
import io.openges.domain.time.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slots in every zone around every change of its clock. */
class EveryZoneGridTest {

  @ParameterizedTest
  @ValueSource(ints = {15, 120})
  void slotsStartWhereAMinuteWalkSeesTheClockPassAMultipleOrChange(int minutes) {
    for (var zone : Zones.all()) {
      for (var window : Zones.changesOf(zone)) {
        var starts = new ArrayList<Instant>();
        SlotGrid.of(zone, minutes).slots(window).stream()
            .map(Slot::start)
            .filter(window::contains)
            .forEach(starts::add);

        assertThat(starts).as("%s %s", zone, window).isEqualTo(walk(zone, window, minutes));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void slotsNeitherOverlapNorLeaveAGapAndDoNotDependOnTheRange(long seed) {
    var random = new Random(seed);
    for (var zone : Zones.all()) {
      var grid = SlotGrid.of(zone, List.of(5, 10, 15, 20, 30, 60, 120).get(random.nextInt(7)));
      for (var window : Zones.changesOf(zone)) {
        var slots = grid.slots(window);
        var cut = window.start().plusMillis(1 + random.nextInt(250_000_000));

        assertThat(gapsIn(slots, window))
            .as("seed %s, %s %s", seed, grid, window)
            .isEmpty();
        assertThat(slotsOfBoth(grid, window, cut)).as("cut at %s", cut).isEqualTo(slots);
        var any = slots.get(random.nextInt(slots.size()));
        assertThat(grid.slotAt(any.start())).isEqualTo(any);
        assertThat(grid.slotAt(any.end().minusMillis(1))).isEqualTo(any);
      }
    }
  }

  private static List<Slot> gapsIn(List<Slot> slots, Interval window) {
    var wrong = new ArrayList<Slot>();
    var end = slots.get(0).start();
    for (var slot : slots) {
      if (!slot.start().equals(end) || !slot.interval().overlaps(window)) {
        wrong.add(slot);
      }
      end = slot.end();
    }
    if (slots.get(0).start().isAfter(window.start()) || end.isBefore(window.end())) {
      wrong.add(slots.get(0));
    }
    return wrong;
  }

  private static List<Slot> slotsOfBoth(SlotGrid grid, Interval window, Instant cut) {
    var result = new LinkedHashSet<>(grid.slots(new Interval(window.start(), cut)));
    result.addAll(grid.slots(new Interval(cut, window.end())));
    return List.copyOf(result);
  }

  private static List<Instant> walk(ZoneId zone, Interval window, int minutes) {
    var rules = zone.getRules();
    var result = new ArrayList<Instant>();
    ZoneOffset before = rules.getOffset(window.start().minus(Duration.ofMinutes(1)));
    for (var at = window.start(); at.isBefore(window.end()); at = at.plusSeconds(60)) {
      var offset = rules.getOffset(at);
      long minuteOfDay = Math.floorMod(at.getEpochSecond() + offset.getTotalSeconds(), 86_400) / 60;
      if (minuteOfDay % minutes == 0 || !offset.equals(before)) {
        result.add(at);
      }
      before = offset;
    }
    return result;
  }
}
