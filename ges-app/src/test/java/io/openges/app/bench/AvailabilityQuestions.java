package io.openges.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.openges.adapter.postgres.PostgresStores;
import io.openges.domain.booking.BookingTerms;
import io.openges.domain.booking.BookingWish;
import io.openges.domain.booking.SlotRules;
import io.openges.domain.capacity.FreeSlots;
import io.openges.domain.capacity.Occupancy;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.SettingsTable;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.callback.BookingStore;
import io.openges.ports.driven.callback.BookingStore.Place;
import io.openges.ports.driven.queue.SettingsVersions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * Which slots of the next 14 days can be booked: the pure computation and the whole request, in
 * queues that hold few, more and very many callbacks. What it costs must not depend on how many.
 */
final class AvailabilityQuestions implements Benchmark {

  /** How many callbacks each of the queues holds; the last is the vendor's own example. */
  private static final List<Integer> BOOKED = List.of(1_000, 10_000, 134_400);

  private static final int ROUNDS = 5;
  private static final int CALLERS = 32;
  private static final int CLIENTS = 8;
  private static final int COMPUTATIONS = 1_000;
  private static final int SLOTS = 14 * 96;
  private static final Duration SLOT = Duration.ofMinutes(15);
  private static final Duration MAXIMUM = Duration.ofSeconds(3);
  private static final Duration ROUND = Duration.ofSeconds(5);
  private static final double NANOS_PER_MILLI = 1e6;

  @Override
  public String name() {
    return "availability";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    var product = lab.add(Product.start(lab));
    var stores = lab.add(PostgresStores.open(Node.postgres(lab), System::nanoTime));
    var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    for (int queue = 0; queue < BOOKED.size(); queue++) {
      fill(stores.bookings(), queue, now);
    }
    computation(stores, now, report);
    requests(product, report);
  }

  /** Spreads the queue's callbacks over all slots of two weeks. */
  private static void fill(BookingStore store, int queue, Instant now) throws Exception {
    long step = SLOT.toMillis();
    var first = Instant.ofEpochMilli((now.toEpochMilli() / step + 2) * step);
    var name = new QueueName(Settings.queue(queue));
    int count = BOOKED.get(queue);
    Crew.all(CALLERS, count, n -> {
      var desired = first.plus(SLOT.multipliedBy(n * SLOTS / count));
      var place = new Place(
          new Interval(desired, desired.plus(SLOT)), Settings.CAPACITY, new SettingsVersions(1, 0));
      var outcome = store.book(NewCallbacks.scheduled(name, desired, desired, place));
      if (!(outcome instanceof BookingStore.Outcome.Booked)) {
        throw new IllegalStateException(outcome.toString());
      }
    });
  }

  private static void computation(PostgresStores stores, Instant now, Report report) {
    var range = new Interval(now, now.plus(BookingTerms.HORIZON));
    var samples = BOOKED.stream().map(count -> new Samples()).toList();
    for (int round = 0; round <= ROUNDS; round++) {
      for (int queue = 0; queue < BOOKED.size(); queue++) {
        var settings = settings(queue);
        var taken = stores.occupancy().read(Settings.TENANT, settings.name(), range);
        double millis = median(settings, taken, now, range);
        if (round > 0) {
          samples.get(queue).add(millis);
        }
      }
    }
    report(samples, "computation", 0.5, report);
  }

  private static double median(
      QueueSettings settings, Occupancy taken, Instant now, Interval range) {
    var wish = new BookingWish(
        settings, now, null, false, WaitTime.NO_TRAFFIC, BookingWish.Customer.ANYBODY);
    var nanos = new long[COMPUTATIONS];
    for (int i = 0; i < COMPUTATIONS; i++) {
      long start = System.nanoTime();
      var slots = FreeSlots.inRange(SlotRules.search(wish, BookingTerms.DEFAULTS, taken), range);
      nanos[i] = System.nanoTime() - start;
      if (slots.size() < SLOTS - 2) {
        throw new IllegalStateException("only " + slots.size() + " slots are free");
      }
    }
    Arrays.sort(nanos);
    return nanos[COMPUTATIONS / 2] / NANOS_PER_MILLI;
  }

  private static void requests(Product product, Report report) throws Exception {
    var loads = List.of(load(product, 0), load(product, 1), load(product, 2));
    loads.get(2).warmUp();
    var most = new Samples();
    var tails = BOOKED.stream().map(count -> new Samples()).toList();
    for (int round = 0; round < ROUNDS; round++) {
      double maximum = loads.get(2).flatOut(MAXIMUM).perSecond();
      most.add(maximum);
      for (int queue = 0; queue < BOOKED.size(); queue++) {
        tails.get(queue).add(loads.get(queue).paced(ROUND, maximum / 2).millisAt(99));
      }
    }
    report.add("requests for 14 days of slots, most", "/s", most);
    report(tails, "whole request at half of it, p99", 10, report);
  }

  private static void report(List<Samples> bySize, String figure, double aim, Report report) {
    for (int queue = 0; queue < BOOKED.size(); queue++) {
      var name = figure + ", " + Report.number(BOOKED.get(queue)) + " booked";
      report.add(name, "ms", bySize.get(queue), Target.atMost(aim));
    }
    report.add(
        figure + ", most / fewest booked", "", bySize.get(BOOKED.size() - 1).over(bySize.get(0)));
  }

  private static HttpLoad load(Product product, int queue) {
    var request = ("GET /engagement/v3/callbacks/availability/" + Settings.queue(queue)
            + "?numberOfDays=14 HTTP/1.1\r\nHost: localhost\r\nx-api-key: " + Settings.API_KEY
            + "\r\n\r\n")
        .getBytes(ISO_8859_1);
    return new HttpLoad(product.externalPort(), CLIENTS, () -> request);
  }

  private static QueueSettings settings(int queue) {
    var reading = (SettingsTable.Valid) SettingsTable.read(Settings.table());
    return reading.settings().queue(new QueueName(Settings.queue(queue))).orElseThrow();
  }
}
