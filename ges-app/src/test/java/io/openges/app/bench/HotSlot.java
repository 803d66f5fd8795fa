package io.openges.app.bench;

import io.openges.adapter.postgres.PostgresStores;
import io.openges.domain.queue.QueueName;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.callback.BookingStore;
import java.time.Duration;
import java.time.Instant;

/** Bookings into one slot, beside the plain way to keep it from being oversold. */
final class HotSlot implements Benchmark {

  private static final int CALLERS = 32;
  private static final int ROUNDS = 5;
  private static final Duration ROUND = Duration.ofSeconds(4);
  private static final Duration SLOT = Duration.ofMinutes(15);
  private static final Instant DESIRED = Instant.parse("2031-03-05T12:00:00Z");

  @Override
  public String name() {
    return "hotslot";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    var store = lab.add(PostgresStores.open(Node.postgres(lab), System::nanoTime));
    var plain = lab.add(new PlainBooking(lab));
    book(store.bookings(), 0);
    plain(plain, 0);
    var shared = new Samples();
    var each = new Samples();
    for (int round = 1; round <= ROUNDS; round++) {
      shared.add(book(store.bookings(), round));
      each.add(plain(plain, round));
    }
    report.add("booked, " + CALLERS + " callers", "/s", shared);
    report.add("SELECT FOR UPDATE, INSERT, COMMIT, " + CALLERS + " callers", "/s", each);
    report.add("booked / plain", "", shared.over(each), Target.atLeast(4));
    long oversold = Counts.of(lab, "SELECT count(*) FROM plain_slot WHERE used > capacity");
    if (oversold > 0) {
      throw new IllegalStateException("the plain way has oversold " + oversold + " slots");
    }
  }

  private static double book(BookingStore store, int round) throws Exception {
    return Crew.rate(CALLERS, ROUND, n -> {
      var queue = new QueueName("VQ_" + round + "_" + n / Settings.CAPACITY);
      var slot =
          new BookingStore.Place(new Interval(DESIRED, DESIRED.plus(SLOT)), Settings.CAPACITY);
      var outcome = store.book(NewCallbacks.scheduled(queue, DESIRED, DESIRED, slot));
      if (!(outcome instanceof BookingStore.Outcome.Booked)) {
        throw new IllegalStateException(outcome.toString());
      }
    });
  }

  private static double plain(PlainBooking plain, int round) throws Exception {
    return Crew.rate(CALLERS, ROUND, n -> plain.book("VQ_" + round + "_" + n / Settings.CAPACITY));
  }
}
