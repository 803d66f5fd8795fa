package io.openges.app.bench;

import io.openges.domain.queue.QueueName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import redis.clients.jedis.RedisClient;

/** 20,000 due callbacks handed over by one node, beside two other ways to run due work. */
final class DispatchDrain implements Benchmark {

  static final int COUNT = 20_000;

  /** With user data and phone number about what a callback takes. */
  static final String PAYLOAD = "0123456789".repeat(60);

  private static final int ROUNDS = 5;
  private static final int WARM_UPS = 3;

  /** The dispatcher and the second one. */
  private static final int HANDS = 2;

  private static final int CALLERS = 32;

  @Override
  public String name() {
    return "dispatch";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    var node = Node.start(lab);
    var bare = lab.add(new BareLoop(lab));
    var scheduler = new SchedulerDrain(lab);
    try (var redis = Node.client(lab.voice())) {
      var ours = new Samples();
      var loops = new Samples();
      var schedulers = new Samples();
      for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
        double us = drain(lab, node, redis);
        double loop = timed(redis, bare::drain, bare::fill);
        double other = timed(redis, scheduler::drain, scheduler::fill);
        if (round >= WARM_UPS) {
          ours.add(us);
          loops.add(loop);
          schedulers.add(other);
        }
      }
      report.add("handed over by one node", "/s", ours);
      report.add("run by db-scheduler", "/s", schedulers);
      report.add("run by a bare SKIP LOCKED loop", "/s", loops);
      report.add("node / db-scheduler", "", ours.over(schedulers), Target.atLeast(2.5));
      report.add("node / bare loop", "", ours.over(loops), Target.atLeast(0.7));
    }
  }

  private static double drain(Lab lab, Node node, RedisClient redis) throws Exception {
    double rate = timed(redis, () -> drain(node), () -> {
      var desired = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusSeconds(60);
      Crew.all(CALLERS, COUNT, n -> {
        var queue = new QueueName(Settings.queue((int) (n % Settings.QUEUES)));
        var wakeAt = desired.minusSeconds(120);
        node.bookings().book(NewCallbacks.scheduled(queue, desired, wakeAt, null));
      });
      Counts.run(lab, "VACUUM ANALYZE callback, callback_progress");
    });
    Counts.run(lab, "TRUNCATE callback, callback_progress");
    return rate;
  }

  private static void drain(Node node) throws Exception {
    Crew.all(HANDS, HANDS, n -> {
      var due = node.ges().dispatchDue();
      for (var round = due.run(); round.claimed() > 0; round = due.run()) {
        if (round.failed() > 0) {
          throw new IllegalStateException("the voice platform gave no answer");
        }
      }
    });
  }

  /** Returns entries a second; there has to be one for each piece of work. */
  private static double timed(RedisClient redis, Part drain, Part fill) throws Exception {
    redis.flushAll();
    fill.run();
    long start = System.nanoTime();
    drain.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    long entries = redis.xlen(Node.STREAM);
    if (entries != COUNT) {
      throw new IllegalStateException(entries + " entries");
    }
    return COUNT / seconds;
  }

  /** A part of a round. */
  private interface Part {
    void run() throws Exception;
  }
}
