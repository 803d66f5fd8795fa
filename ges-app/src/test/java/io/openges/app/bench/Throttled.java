package io.openges.app.bench;

import java.time.Duration;

/** What a booking costs that is refused by a limit, beside one that is counted and accepted. */
final class Throttled implements Benchmark {

  private static final int CLIENTS = 32;
  private static final int ROUNDS = 5;
  private static final int REFUSED = 429;
  private static final Duration ROUND = Duration.ofSeconds(4);

  @Override
  public String name() {
    return "throttle";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    var product = lab.add(Product.start(lab));
    var accepting = product.load(CLIENTS, BookingRequests.limited());
    var unlimited = product.load(CLIENTS, BookingRequests.manySlots(BookingRequests.USER_DATA));
    var one = BookingRequests.throttled();
    try (var connection = new HttpConnection(product.externalPort())) {
      connection.send(one.get());
    }
    var refusing = new HttpLoad(product.externalPort(), CLIENTS, one, REFUSED);
    accepting.warmUp();
    refusing.warmUp();
    var plain = new Samples();
    var accepted = new Samples();
    var refused = new Samples();
    for (int round = 0; round < ROUNDS; round++) {
      plain.add(unlimited.flatOut(ROUND).perSecond());
      accepted.add(accepting.flatOut(ROUND).perSecond());
      refused.add(refusing.flatOut(ROUND).perSecond());
    }
    report.add("booked without limits, " + CLIENTS + " clients", "/s", plain);
    report.add("counted and booked, " + CLIENTS + " clients", "/s", accepted);
    report.add("throttled, " + CLIENTS + " clients", "/s", refused);
    report.add("throttled / booked", "", refused.over(accepted), Target.atLeast(1));
    report.add("counted and booked / without limits", "", accepted.over(plain));
    commands(lab, report, "accepted", accepting);
    commands(lab, report, "throttled", refusing);
    memory(lab, report);
  }

  /** The record's copy in the cache is among those of an accepted one. */
  private static void commands(Lab lab, Report report, String what, HttpLoad load)
      throws Exception {
    try (var redis = Node.client(lab.redis())) {
      var before = RedisUse.of(redis);
      long count = load.flatOut(ROUND).count();
      var after = RedisUse.of(redis);
      double calls = after.callsSince(before);
      double scripts = after.scriptsSince(before);
      report.add("Redis commands of a booking that is " + what, "", Samples.of(calls / count));
      report.add("of these calls of a script", "", Samples.of(scripts / count));
    }
  }

  private static void memory(Lab lab, Report report) {
    try (var redis = Node.client(lab.redis())) {
      var log = "ges:{" + Settings.TENANT + "}:throttle:1:" + Settings.LIMITED;
      double bytes = redis.memoryUsage(log);
      report.add(
          "Redis memory of a service's log, for each booking in it",
          "bytes",
          Samples.of(bytes / redis.llen(log)));
      var number =
          redis.keys("ges:{" + Settings.TENANT + "}:throttle:n:*").iterator().next();
      report.add(
          "Redis memory of a number's log of one booking",
          "bytes",
          Samples.of(redis.memoryUsage(number)));
    }
  }
}
