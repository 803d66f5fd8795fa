package io.openges.app.bench;

import java.time.Duration;

/** How long a booking takes at half of what the server can do. */
final class BookingLatency implements Benchmark {

  private static final int CLIENTS = 32;
  private static final int ROUNDS = 5;
  private static final Duration MAXIMUM = Duration.ofSeconds(5);
  private static final Duration ROUND = Duration.ofSeconds(8);

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    var product = lab.add(Product.start(lab));
    var requests = BookingRequests.manySlots(BookingRequests.USER_DATA);
    var load = product.load(CLIENTS, requests);
    load.warmUp();
    var most = new Samples();
    var half = new Samples();
    var middle = new Samples();
    var tail = new Samples();
    for (int round = 0; round < ROUNDS; round++) {
      double maximum = load.flatOut(MAXIMUM).perSecond();
      var paced = load.paced(ROUND, maximum / 2);
      most.add(maximum);
      half.add(paced.perSecond());
      middle.add(paced.millisAt(50));
      tail.add(paced.millisAt(99));
    }
    report.add("most", "/s", most);
    report.add("at half of it", "/s", half);
    report.add("p50", "ms", middle);
    report.add("p99", "ms", tail, Target.atMost(15));
    Counts.requireCallbacks(lab, requests.count());
  }
}
