package io.openges.app.bench;

import java.time.Duration;

/** Bookings over HTTP, each checked against its slot's capacity and durable, beside a bare echo. */
final class BookingThroughput implements Benchmark {

  private static final int[] CLIENTS = {32, 64};
  private static final int ROUNDS = 5;
  private static final Duration ROUND = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "booking";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    var product = lab.add(Product.start(lab));
    int echo = EchoServer.start(lab);
    var many = BookingRequests.manySlots(BookingRequests.USER_DATA);
    var hot = BookingRequests.oneSlot();
    product.load(CLIENTS[0], many).warmUp();
    echo(echo, CLIENTS[0]).warmUp();
    for (int clients : CLIENTS) {
      var booked = new Samples();
      var echoed = new Samples();
      for (int round = 0; round < ROUNDS; round++) {
        booked.add(product.load(clients, many).flatOut(ROUND).perSecond());
        echoed.add(echo(echo, clients).flatOut(ROUND).perSecond());
      }
      report.add("booked, " + clients + " clients", "/s", booked);
      report.add("echoed by a bare Javalin, " + clients + " clients", "/s", echoed);
      report.add("booked / echoed", "", booked.over(echoed), Target.atLeast(0.5));
    }
    var hotSlot = new Samples();
    for (int round = 0; round < ROUNDS; round++) {
      hotSlot.add(product.load(CLIENTS[0], hot).flatOut(ROUND).perSecond());
    }
    report.add("booked into one hot slot, " + CLIENTS[0] + " clients", "/s", hotSlot);
    report.add(
        "memory of the node after it",
        "MB",
        Samples.of(Machine.residentMegabytes(product.process().pid())),
        Target.atMost(400));
    Counts.requireCallbacks(lab, many.count() + hot.count());
  }

  private static HttpLoad echo(int port, int clients) {
    return new HttpLoad(port, clients, BookingRequests.manySlots(BookingRequests.USER_DATA));
  }
}
