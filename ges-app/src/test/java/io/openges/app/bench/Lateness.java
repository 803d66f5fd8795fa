package io.openges.app.bench;

import io.openges.adapter.postgres.PostgresStores;
import io.openges.domain.queue.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;

/** How late stream entries are when 200 callbacks fall due each second, one by one. */
final class Lateness implements Benchmark {

  private static final int PER_SECOND = 200;
  private static final int SECONDS = 10;
  private static final int ROUNDS = 3;
  private static final int CALLERS = 16;
  private static final int MOST_NODES = 3;

  /** So long before its desired time a callback is handed over where nobody waits. */
  private static final Duration AHEAD = Duration.ofMinutes(2);

  private static final Duration TIME_TO_BOOK = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "lateness";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    var stores = lab.add(PostgresStores.open(Node.postgres(lab), System::nanoTime));
    try (var redis = Node.client(lab.voice())) {
      for (int nodes = 1; nodes <= MOST_NODES; nodes++) {
        lab.add(Product.start(lab));
        if (nodes == 1 || nodes == MOST_NODES) {
          measure(stores, redis, report, nodes == 1 ? "one node" : nodes + " nodes");
        }
      }
    }
  }

  private static void measure(PostgresStores stores, RedisClient redis, Report report, String nodes)
      throws Exception {
    round(stores, redis); // warms up
    var middle = new Samples();
    var tail = new Samples();
    for (int i = 0; i < ROUNDS; i++) {
      var late = round(stores, redis);
      middle.add((double) late.getValueAtPercentile(50));
      tail.add((double) late.getValueAtPercentile(99));
    }
    report.add(nodes + ", p50", "ms", middle, Target.atMost(15));
    report.add(nodes + ", p99", "ms", tail, Target.atMost(50));
  }

  private static Histogram round(PostgresStores stores, RedisClient redis) throws Exception {
    redis.del(Node.STREAM);
    var first = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(TIME_TO_BOOK);
    Map<String, Instant> due = new ConcurrentHashMap<>();
    Crew.all(CALLERS, PER_SECOND * SECONDS, n -> {
      var at = first.plusMillis(n * 1000 / PER_SECOND);
      var queue = new QueueName(Settings.queue((int) (n % Settings.QUEUES)));
      var booking = NewCallbacks.scheduled(queue, at.plus(AHEAD), at, null);
      stores.bookings().book(booking);
      due.put(booking.callback().key().id().toString(), at);
    });
    if (!Instant.now().isBefore(first)) {
      throw new IllegalStateException("booking took too long");
    }
    await(redis, due.size(), first.plusSeconds(SECONDS).plus(PATIENCE));
    var late = new Histogram(3);
    for (var entry : redis.xrange(Node.STREAM, (StreamEntryID) null, (StreamEntryID) null)) {
      var at = due.remove(entry.getFields().get("id"));
      if (at == null) {
        throw new IllegalStateException("an entry was written twice");
      }
      late.recordValue(Math.max(0, entry.getID().getTime() - at.toEpochMilli()));
    }
    return late;
  }

  private static void await(RedisClient redis, int entries, Instant end) {
    while (redis.xlen(Node.STREAM) < entries) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("entries are missing");
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }
}
