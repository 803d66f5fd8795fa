package io.openges.app.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;

/** db-scheduler with tasks that each write one entry. Not thread-safe; one thread at a time. */
final class SchedulerDrain {

  private static final int THREADS = 20;

  /** As in the scheduler's own documentation. */
  private static final String TABLE = """
      CREATE TABLE scheduled_tasks (
        task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
        execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text,
        last_success timestamptz, last_failure timestamptz, consecutive_failures integer,
        last_heartbeat timestamptz, version bigint NOT NULL, priority smallint,
        PRIMARY KEY (task_name, task_instance));
      CREATE INDEX ON scheduled_tasks (execution_time);
      CREATE INDEX ON scheduled_tasks (last_heartbeat)
      """;

  private final Lab lab;
  private final HikariDataSource pool;
  private final RedisClient redis;
  private final OneTimeTask<String> task;
  private volatile CountDownLatch left = new CountDownLatch(0);

  SchedulerDrain(Lab lab) throws SQLException {
    this.lab = lab;
    Counts.run(lab, TABLE);
    pool = lab.add(PlainBooking.pool(lab, THREADS + 4));
    redis = lab.add(Node.client(lab.voice()));
    task = Tasks.oneTime("entry", String.class).execute((instance, context) -> {
      redis.xadd(Node.STREAM, StreamEntryID.NEW_ENTRY, Map.of("payload", instance.getData()));
      left.countDown();
    });
  }

  /** Makes everything due. */
  void fill() throws SQLException {
    var due = Instant.now().minusSeconds(60);
    scheduler()
        .scheduleBatch(
            IntStream.range(0, DispatchDrain.COUNT)
                .mapToObj(n -> task.instance(Integer.toString(n), DispatchDrain.PAYLOAD)),
            due);
    Counts.run(lab, "VACUUM ANALYZE scheduled_tasks");
  }

  /** Runs everything that is due. */
  void drain() throws InterruptedException {
    left = new CountDownLatch(DispatchDrain.COUNT);
    var scheduler = scheduler();
    scheduler.start();
    left.await();
    scheduler.stop();
  }

  private Scheduler scheduler() {
    return Scheduler.create(pool, task)
        .threads(THREADS)
        .pollUsingLockAndFetch(0.5, 4.0)
        .pollingInterval(Duration.ofMillis(100))
        .commitWhenAutocommitDisabled(true)
        .build();
  }
}
