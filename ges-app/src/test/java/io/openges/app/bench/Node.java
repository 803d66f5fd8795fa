package io.openges.app.bench;

import io.openges.adapter.ors.stream.StreamCallSubmission;
import io.openges.adapter.ors.stream.StreamConfig;
import io.openges.adapter.postgres.PostgresConfig;
import io.openges.adapter.postgres.PostgresStores;
import io.openges.adapter.redis.RedisConfig;
import io.openges.adapter.redis.RedisConnections;
import io.openges.adapter.redis.RedisRecordCache;
import io.openges.app.embedded.EmbeddedRedis;
import io.openges.ports.driven.audit.KeyedHash;
import io.openges.ports.driven.callback.BookingStore;
import io.openges.ports.driving.queue.PublishSettings;
import io.openges.ports.memory.InMemoryCallSessions;
import io.openges.ports.memory.InMemoryIds;
import io.openges.ports.memory.InMemoryThrottleCounters;
import io.openges.ports.memory.InMemoryWaitTimes;
import io.openges.usecase.Ges;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;

/**
 * The engine in this process, on real PostgreSQL and Redis, for what cannot be timed from outside.
 * Immutable and thread-safe.
 *
 * @param ges the engine
 * @param bookings takes bookings past the rules
 */
record Node(Ges ges, BookingStore bookings) {

  /** The stream's name. */
  static final String STREAM = StreamConfig.DEFAULT_STREAM;

  /** Starts an engine with the benchmarks' settings in force; it ends with the lab. */
  static Node start(Lab lab) {
    var postgres = lab.add(PostgresStores.open(postgres(lab), System::nanoTime));
    var redis = lab.add(new RedisConnections(redis(lab.redis())));
    var cache = lab.add(new RedisRecordCache(redis, InstantSource.system()));
    var stores = new Ges.Stores(
        postgres.bookings(),
        postgres.idempotencyKeys(),
        postgres.callbacks(),
        postgres.queries(),
        postgres.sessionStorage(),
        new Ges.Upkept(
            postgres.dispatchQueue(),
            postgres.occupancy(),
            new Ges.Published(postgres.settings(), postgres.rules()),
            postgres.retention(),
            cache,
            postgres.callIns(),
            new Ges.Logs(
                postgres.refusedRequests(), postgres.audit(), KeyedHash.NONE, Duration.ofDays(1))));
    var voice = new Ges.Voice(
        lab.add(new StreamCallSubmission(stream(lab.voice()))),
        new InMemoryCallSessions(),
        new InMemoryWaitTimes(),
        List.of());
    var ids = new InMemoryIds(() -> ThreadLocalRandom.current().nextLong());
    var around = Ges.Surroundings.quiet("bench", InstantSource.system(), ids);
    var ges = Ges.assemble(
        stores,
        voice,
        Ges.Guards.counting(new InMemoryThrottleCounters()),
        around,
        Ges.Terms.DEFAULTS);
    var published = ges.publishSettings()
        .publish(new PublishSettings.Command(Settings.TENANT, Settings.table(), null));
    if (!(published instanceof PublishSettings.Outcome.Published)) {
      throw new IllegalStateException(published.toString());
    }
    return new Node(ges, stores.bookings());
  }

  /** Returns how to reach a lab's database. */
  static PostgresConfig postgres(Lab lab) {
    var server = lab.postgres();
    return PostgresConfig.of(server.jdbcUrl(), server.user(), server.password());
  }

  /** Returns a client of the benchmark's own. */
  static RedisClient client(EmbeddedRedis server) {
    return RedisClient.builder()
        .hostAndPort(server.host(), server.port())
        .clientConfig(
            DefaultJedisClientConfig.builder().password(server.password()).build())
        .build();
  }

  private static RedisConfig redis(EmbeddedRedis server) {
    return new RedisConfig(
        RedisConfig.Mode.STANDALONE,
        List.of(new RedisConfig.Server(server.host(), server.port())),
        null,
        server.password(),
        false);
  }

  private static StreamConfig stream(EmbeddedRedis server) {
    return new StreamConfig(
        StreamConfig.Server.standalone(server.host(), server.port(), server.password()),
        STREAM,
        StreamConfig.DEFAULT_MAX_LENGTH,
        "http://127.0.0.1:3050/",
        List.of());
  }
}
