package io.openges.domain.hours;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.time.Interval;
import io.openges.domain.time.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hours in every zone around every change of its clock, against a second reading of the rules: it
 * walks minute by minute and watches what the clock has shown so far and what it is still to show.
 */
class EveryZoneTest {

  private static final long DAY = 86_400;
  private static final int MARGIN = 3 * 1440;

  @Test
  void hoursAgreeWithAMinuteByMinuteWalkInEveryZone() {
    for (var zone : Zones.all()) {
      for (var window : Zones.changesOf(zone)) {
        agree(zone, window, zone.getId().hashCode());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Pacific/Apia, 2011-12-30T10:00:00Z", // a day skipped
    "America/St_Johns, 2007-11-04T02:31:00Z", // from 00:01 back to 23:01 of the day before
    "America/St_Johns, 2007-03-11T03:31:00Z",
    "Antarctica/Troll, 2027-03-28T01:00:00Z", // two hours
    "Asia/Pyongyang, 2018-05-04T15:00:00Z", // half an hour at 23:30
    "Africa/Casablanca, 2027-02-07T02:00:00Z",
    "Asia/Gaza, 2027-10-29T23:00:00Z"
  })
  void hoursAgreeAroundStrangeChanges(ZoneId zone, Instant change) {
    for (int seed = 1; seed <= 20; seed++) {
      agree(zone, Zones.around(change), seed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theOpenTimeOfAFortnightIsMadeOfWhatEachInstantIsOpenFor(long seed) {
    var random = new Random(seed);
    for (var zone : Zones.all()) {
      var changes = Zones.changesOf(zone);
      var around = changes.get(random.nextInt(changes.size()));
      var office = RandomOffices.any(zone, around.end(), random);
      var from = around.start().minusMillis(random.nextInt(600_000_000));
      var to = from.plus(Duration.ofDays(14));
      var walked = new ArrayList<Interval>();
      var at = office.nextOpening(from, to);
      while (at.isPresent()) {
        var opening = at.get();
        var closing = opening.plus(office.openFor(opening));
        assertThat(opening).as("%s", office).isBetween(from, to);
        assertThat(closing).as("%s open at %s", office, opening).isAfter(opening);
        assertThat(office.openFor(closing)).as("%s %s", office, closing).isZero();
        walked.add(new Interval(opening, closing.isBefore(to) ? closing : to));
        at = office.nextOpening(closing, to);
      }

      assertThat(walked)
          .as("seed %s, %s from %s", seed, office, from)
          .isEqualTo(office.openIntervals(new Interval(from, to)));
    }
  }

  private static void agree(ZoneId zone, Interval window, int seed) {
    var random = new Random(seed);
    var office = RandomOffices.any(zone, window.end(), random);
    var open = minuteWalk(office, window);

    var found = office.openIntervals(window);

    assertThat(minutesOf(found, window)).as("%s %s seed %s", zone, window, seed).isEqualTo(open);
    for (var interval : found) {
      assertThat(office.isOpenAt(interval.start())).isTrue();
      assertThat(office.isOpenAt(interval.end().minusMillis(1))).isTrue();
    }
    for (int i = 0; i < 20; i++) {
      pointAgrees(office, window, open, random.nextInt(minutes(window)));
    }
  }

  private static void pointAgrees(BusinessHours office, Interval window, BitSet open, int minute) {
    var instant = at(window, minute).plusMillis(59_999);
    boolean isOpen = open.get(minute);
    int opening = open.nextSetBit(minute);
    int closing = open.nextClearBit(minute);
    int closedBefore = open.previousClearBit(minute);

    assertThat(office.isOpenAt(instant)).as("%s %s", office, instant).isEqualTo(isOpen);
    assertThat(office.closedBecause(instant).isEmpty()).isEqualTo(isOpen);
    assertThat(office.nextOpening(instant, window.end()).orElse(window.end()))
        .as("opening of %s after %s", office, instant)
        .isEqualTo(isOpen ? instant : opening < 0 ? window.end() : at(window, opening));
    if (closing < minutes(window)) {
      assertThat(office.openFor(instant))
          .as("%s open from %s", office, instant)
          .isEqualTo(isOpen ? Duration.between(instant, at(window, closing)) : Duration.ZERO);
    }
    if (isOpen && closedBefore >= 0) {
      assertThat(office.openIntervalAt(instant).orElseThrow().start())
          .as("%s open before %s", office, instant)
          .isEqualTo(at(window, closedBefore + 1));
    }
  }

  /** Which minutes of the window are open: shown to have opened, and not yet closed for good. */
  private static BitSet minuteWalk(BusinessHours office, Interval window) {
    var rules = office.zone().getRules();
    int count = minutes(window) + 2 * MARGIN;
    var latestSoFar = new long[count];
    var earliestToCome = new long[count];
    for (int i = 0; i < count; i++) {
      var instant = at(window, i - MARGIN);
      long shown = instant.getEpochSecond() + rules.getOffset(instant).getTotalSeconds();
      latestSoFar[i] = i == 0 ? shown : Math.max(latestSoFar[i - 1], shown);
      earliestToCome[i] = shown;
    }
    for (int i = count - 2; i >= 0; i--) {
      earliestToCome[i] = Math.min(earliestToCome[i + 1], earliestToCome[i]);
    }
    var open = new BitSet(count);
    var date = LocalDate.ofEpochDay(latestSoFar[0] / DAY + 1);
    for (; date.toEpochDay() * DAY < latestSoFar[count - 1] - DAY; date = date.plusDays(1)) {
      for (var range : office.hoursOn(date).ranges()) {
        int first = indexOf(latestSoFar, date.toEpochDay() * DAY + 60L * range.fromMinute());
        long to = date.toEpochDay() * DAY + 60L * range.toMinute();
        // open while a time before `to`, or later on `to` itself, is still to be shown
        int end = Math.max(indexOf(earliestToCome, to), indexOf(earliestToCome, to + 1) - 1);
        open.set(first, Math.max(first, end));
      }
    }
    return open.get(MARGIN, MARGIN + minutes(window));
  }

  /** The first index whose value is not below {@code value}. */
  private static int indexOf(long[] rising, long value) {
    int low = 0;
    int high = rising.length;
    while (low < high) {
      int middle = (low + high) / 2;
      if (rising[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static BitSet minutesOf(List<Interval> intervals, Interval window) {
    var result = new BitSet();
    var end = Instant.MIN;
    for (var interval : intervals) {
      assertThat(interval.start()).as("rising and apart").isAfter(end);
      end = interval.end();
      result.set((int) Duration.between(window.start(), interval.start()).toMinutes(), (int)
          Duration.between(window.start(), end).toMinutes());
    }
    return result;
  }

  private static Instant at(Interval window, int minute) {
    return window.start().plusSeconds(60L * minute);
  }

  private static int minutes(Interval window) {
    return (int) window.duration().toMinutes();
  }
}
