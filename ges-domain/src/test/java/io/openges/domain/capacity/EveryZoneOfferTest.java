package io.openges.domain.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.hours.BusinessHours;
import io.openges.domain.hours.RandomOffices;
import io.openges.domain.time.Interval;
import io.openges.domain.time.Zones;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is offered in every zone around every change of its clock. */
class EveryZoneOfferTest {

  private static final List<Integer> LENGTHS = List.of(5, 10, 15, 20, 30, 60, 120);

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void slotsCoverExactlyTheOpenTimeOfHoursOnTheGrid(long seed) {
    var random = new Random(seed);
    for (var zone : Zones.all()) {
      for (var window : Zones.changesOf(zone)) {
        int minutes = LENGTHS.get(random.nextInt(LENGTHS.size()));
        var office = RandomOffices.onMultiplesOf(minutes, zone, window.end(), random);
        var search = search(office, new SlotPlan(zone, minutes, 1, null), Occupancy.EMPTY);

        assertThat(joined(FreeSlots.inRange(search, window), window))
            .as("seed %s, %s %s, %s min", seed, office, window, minutes)
            .isEqualTo(office.openIntervals(window));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 5})
  void theOfferDoesNotDependOnHowTheRangeIsCut(long seed) {
    var random = new Random(seed);
    for (var zone : Zones.all()) {
      for (var window : Zones.changesOf(zone)) {
        var office = RandomOffices.any(zone, window.end(), random);
        var search = search(office, plan(zone, random), taken(window, random));
        var cut = window.start().plusMillis(1 + random.nextInt(250_000_000));

        var whole = FreeSlots.inRange(search, window);
        var parts = new LinkedHashSet<FreeSlot>();
        parts.addAll(FreeSlots.inRange(search, new Interval(window.start(), cut)));
        parts.addAll(FreeSlots.inRange(search, new Interval(cut, window.end())));

        assertThat(List.copyOf(parts))
            .as("seed %s, %s %s cut at %s", seed, office, window, cut)
            .isEqualTo(whole);
        assertThat(whole)
            .allSatisfy(free -> assertThat(office.isOpenAt(free.slot().start())).isTrue());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {8, 13})
  void capacitiesAgreeWithAMinuteByMinuteWalk(long seed) {
    var random = new Random(seed);
    for (var zone : Zones.all()) {
      var changes = Zones.changesOf(zone);
      var window = changes.get(random.nextInt(changes.size()));
      var plan = plan(zone, random);
      var expected = walk(plan, window);

      var found = new HashMap<Instant, Integer>();
      for (var slot : plan.grid().slots(window)) {
        if (window.contains(slot.start()) && !slot.end().isAfter(window.end())) {
          found.put(slot.start(), plan.capacity().total(slot));
        }
      }

      assertThat(expected).as("seed %s, %s %s", seed, plan, window).containsAllEntriesOf(found);
      assertThat(found).isNotEmpty();
    }
  }

  /** What each slot takes by its start, from what the clock shows in each of its minutes. */
  private static Map<Instant, Integer> walk(SlotPlan plan, Interval window) {
    var rules = plan.zone().getRules();
    int length = plan.lengthMinutes();
    var result = new HashMap<Instant, Integer>();
    var start = window.start();
    int lasted = 0;
    for (var at = window.start(); at.isBefore(window.end()); at = at.plusSeconds(60)) {
      var before = at.minusSeconds(60);
      boolean isStart = !rules.getOffset(at).equals(rules.getOffset(before))
          || at.atZone(plan.zone()).toLocalTime().toSecondOfDay() / 60 % length == 0;
      if (isStart) {
        start = at;
        lasted = 0;
      }
      lasted++;
      double full = full(plan, start);
      result.put(start, (int) Math.ceil(full * lasted / length - 1e-9));
    }
    return result;
  }

  /** What the slot would take at full length: how much more fits up to its end than its start. */
  private static int full(SlotPlan plan, Instant start) {
    var local = start.atZone(plan.zone());
    int minute = local.getHour() * 60 + local.getMinute();
    minute -= minute % plan.lengthMinutes();
    var rule = plan.rule();
    var cell = rule == null
        ? OptionalInt.empty()
        : rule.callbacksAt(local.getDayOfWeek(), LocalTime.of(minute / 60, minute % 60));
    int whole = rule != null && cell.isPresent() ? rule.cellMinutes() : plan.slotMinutes();
    int callbacks = cell.orElse(plan.callbacksPerSlot());
    int parts = whole / plan.lengthMinutes();
    int part = minute % whole / plan.lengthMinutes();
    return (callbacks + parts - 1 - part) / parts;
  }

  private static SlotPlan plan(ZoneId zone, Random random) {
    int minutes = LENGTHS.get(random.nextInt(LENGTHS.size()));
    return new SlotPlan(zone, minutes, random.nextInt(8), rule(random));
  }

  private static @Nullable CapacityRule rule(Random random) {
    if (random.nextInt(5) == 0) {
      return null;
    }
    int minutes = random.nextBoolean() ? 30 : 60;
    var rule = CapacityRule.blank("random", minutes);
    for (var day : DayOfWeek.values()) {
      for (int minute = 0; minute < 1440; minute += minutes) {
        if (random.nextInt(3) > 0) {
          var time = LocalTime.of(minute / 60, minute % 60);
          rule = rule.with(day, time, OptionalInt.of(random.nextInt(12)));
        }
      }
    }
    return rule;
  }

  private static Occupancy taken(Interval window, Random random) {
    var taken = new HashMap<Instant, Integer>();
    for (int i = 0; i < 200; i++) {
      var at = window.start().plusMillis(random.nextInt(250_000_000));
      taken.merge(Occupancy.cellOf(at), 1, Integer::sum);
    }
    return Occupancy.of(taken);
  }

  private static SlotSearch search(BusinessHours office, SlotPlan plan, Occupancy taken) {
    return new SlotSearch(
        office,
        plan.grid(),
        plan.capacity(),
        taken,
        Instant.parse("2000-01-01T00:00:00Z"),
        Instant.parse("2100-01-01T00:00:00Z"));
  }

  /** The slots as stretches that do not touch, cut to a window. */
  private static List<Interval> joined(List<FreeSlot> slots, Interval window) {
    var result = new ArrayList<Interval>();
    for (var free : slots) {
      var slot = free.slot().interval();
      var start = slot.start().isBefore(window.start()) ? window.start() : slot.start();
      var end = slot.end().isAfter(window.end()) ? window.end() : slot.end();
      int last = result.size() - 1;
      if (last >= 0 && result.get(last).end().equals(start)) {
        result.set(last, new Interval(result.get(last).start(), end));
      } else {
        assertThat(Duration.between(start, end)).isPositive();
        result.add(new Interval(start, end));
      }
    }
    return result;
  }
}
