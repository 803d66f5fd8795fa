package io.openges.app.bench;

import io.openges.app.config.VoiceConfig;
import io.openges.app.embedded.FreePort;
import io.openges.app.neighbours.PlatformOptions;
import io.openges.app.neighbours.SimulatedPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import redis.clients.jedis.RedisClient;

/** What a callback costs in commands and bytes, and what a node costs that has nothing to do. */
final class Footprint implements Benchmark {

  private static final int IMMEDIATE = 1_000;
  private static final int SCHEDULED = 10_000;
  private static final int LARGE = 10_000;
  private static final int CLIENTS = 16;
  private static final int AGENTS = 100;
  private static final int KILOBYTE = 1_024;
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String DISK = """
      SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c
      WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
      """;

  private static final String COMPLETED =
      "SELECT count(*) FROM callback_progress WHERE state = 'C'";

  private static final String TRANSACTIONS = """
      SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()
      """;

  @Override
  public String name() {
    return "footprint";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    int internalPort = FreePort.find();
    try (var redis = Node.client(lab.redis());
        var voice = Node.client(lab.voice())) {
      try (var platform = SimulatedPlatform.start(platform(lab))) {
        var node = Map.of("GES_ORS_NODES", "local=127.0.0.1:" + platform.port());
        var product = lab.add(Product.start(lab, internalPort, node));
        idle(lab, redis, voice, report);
        immediate(lab, product, redis, voice, report);
        scheduled(lab, product, redis, report);
      }
    }
  }

  // Steps far enough apart for each of them to be written to the cache.
  private static PlatformOptions platform(Lab lab) {
    var server = lab.voice();
    return new PlatformOptions(
        new PlatformOptions.Redis(server.host(), server.port(), server.password()),
        VoiceConfig.STREAM,
        AGENTS,
        PlatformOptions.Pace.LIFELIKE.faster(10),
        null);
  }

  private static void immediate(
      Lab lab, Product product, RedisClient redis, RedisClient voice, Report report)
      throws Exception {
    send(product, BookingRequests.immediate(), 1);
    await(() -> count(lab, COMPLETED) == 1);
    settle();
    var ownBefore = RedisUse.of(redis);
    var voiceBefore = RedisUse.of(voice);
    long diskBefore = Counts.of(lab, DISK);
    send(product, BookingRequests.immediate(), IMMEDIATE);
    await(() -> count(lab, COMPLETED) == IMMEDIATE + 1);
    settle();
    var own = RedisUse.of(redis);
    var theirs = RedisUse.of(voice);
    double all = IMMEDIATE;
    long scripts = theirs.scriptsSince(voiceBefore);
    report.add(
        "Redis commands from creation to completion, both Redis, those in scripts too",
        "",
        Samples.of((own.callsSince(ownBefore) + theirs.callsSince(voiceBefore)) / all),
        Target.atMost(10));
    report.add("of these on GES's own Redis", "", Samples.of(own.callsSince(ownBefore) / all));
    report.add("of these on the voice Redis", "", Samples.of(theirs.callsSince(voiceBefore) / all));
    report.add("of these calls of a script", "", Samples.of(scripts / all));
    report.note("own Redis, by command: " + own.sinceByCommand(ownBefore));
    report.note("voice Redis, by command: " + theirs.sinceByCommand(voiceBefore));
    report.add(
        "own Redis, copy of a completed callback",
        "bytes",
        Samples.of((own.bytes() - ownBefore.bytes()) / all));
    report.add(
        "voice Redis, entry and fence",
        "bytes",
        Samples.of((theirs.bytes() - voiceBefore.bytes()) / all));
    report.add(
        "PostgreSQL, completed callback with its timeline",
        "bytes",
        Samples.of((Counts.of(lab, DISK) - diskBefore) / all),
        Target.atMost(1_500));
  }

  private static void scheduled(Lab lab, Product product, RedisClient redis, Report report)
      throws Exception {
    long before = Counts.of(lab, DISK);
    long ownBefore = RedisUse.of(redis).bytes();
    long keys = redis.dbSize();
    send(product, BookingRequests.manySlots(""), SCHEDULED);
    await(() -> redis.dbSize() >= keys + SCHEDULED);
    long plain = Counts.of(lab, DISK);
    double cached = RedisUse.of(redis).bytes() - ownBefore;
    report.add(
        "own Redis, copy of a scheduled callback",
        "bytes",
        Samples.of(cached / SCHEDULED),
        Target.atMost(600));
    report.add(
        "PostgreSQL, 10,000 scheduled callbacks",
        "MB",
        Samples.of((plain - before) / 1e6),
        Target.atMost(12));
    send(product, BookingRequests.manySlots(userData()), LARGE);
    double large = (double) (Counts.of(lab, DISK) - plain) / LARGE;
    double small = (double) (plain - before) / SCHEDULED;
    report.add(
        "PostgreSQL, for a kB of user data",
        "kB",
        Samples.of((large - small) / KILOBYTE),
        Target.atMost(1.1));
  }

  private static void idle(Lab lab, RedisClient redis, RedisClient voice, Report report)
      throws SQLException {
    settle();
    var own = RedisUse.of(redis);
    var theirs = RedisUse.of(voice);
    long transactions = Counts.of(lab, TRANSACTIONS);
    LockSupport.parkNanos(IDLE.toNanos());
    double statements = Counts.of(lab, TRANSACTIONS) - transactions;
    double ownCommands = RedisUse.of(redis).callsSince(own);
    double voiceCommands = RedisUse.of(voice).callsSince(theirs);
    report.add(
        "idle node, statements", "/s", Samples.of(statements / IDLE.toSeconds()), Target.atMost(3));
    report.add(
        "idle node, Redis commands",
        "/s",
        Samples.of((ownCommands + voiceCommands) / IDLE.toSeconds()),
        Target.atMost(1));
    report.add("of these on GES's own Redis", "/s", Samples.of(ownCommands / IDLE.toSeconds()));
    report.add("of these on the voice Redis", "/s", Samples.of(voiceCommands / IDLE.toSeconds()));
  }

  private static void send(Product product, BookingRequests requests, int count) throws Exception {
    var perClient = ThreadLocal.withInitial(() -> connect(product.externalPort()));
    Crew.all(Math.min(CLIENTS, count), count, n -> {
      int status = perClient.get().send(requests.get());
      if (status != 200) {
        throw new IllegalStateException("answered with " + status);
      }
    });
  }

  private static HttpConnection connect(int port) {
    try {
      return new HttpConnection(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a JSON object of a kilobyte that no compression makes smaller. */
  private static String userData() {
    var text = new StringBuilder("{\"k\":\"");
    var random = new Random(1);
    while (text.length() < KILOBYTE - 2) {
      text.append(Character.forDigit(random.nextInt(36), 36));
    }
    return text.append("\"}").toString();
  }

  private static long count(Lab lab, String query) {
    try {
      return Counts.of(lab, query);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets what is written beside the way, such as the cache, be written. */
  private static void settle() {
    LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
  }

  private static void await(BooleanSupplier condition) {
    var end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("did not happen in time");
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }
}
