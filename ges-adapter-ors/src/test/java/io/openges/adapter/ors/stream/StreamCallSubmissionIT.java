package io.openges.adapter.ors.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.ors.redis.RedisProcess;
import io.openges.ports.driven.dispatch.CallSubmission.Entry;
import io.openges.ports.driven.dispatch.CallSubmission.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XReadGroupParams;

@Timeout(60)
@NullUnmarked
class StreamCallSubmissionIT {

  private static final String STREAM = "NewCallbackStream";
  private static final String FENCE = "{NewCallbackStream}:ges:fence:"
      + "11111111-2222-4333-8444-555555555555:0f3a5c52-0000-4000-8000-00000000000a:1";

  private static RedisProcess server;
  private Jedis redis;
  private StreamCallSubmission submission;

  @BeforeAll
  static void startRedis() {
    server = RedisProcess.start();
  }

  @AfterAll
  static void stopRedis() {
    server.close();
  }

  @BeforeEach
  void connect() {
    redis = server.client();
    redis.flushAll();
    submission = open(1_000_000);
  }

  @AfterEach
  void disconnect() {
    submission.close();
    redis.close();
  }

  @Test
  void anEntryAndItsFenceAreWritten() {
    var written = submit(1);

    assertThat(written.first()).isTrue();
    assertThat(redis.keys("*")).containsExactlyInAnyOrder(STREAM, FENCE);
    assertThat(redis.get(FENCE)).isEqualTo(written.entryId());
    assertThat(redis.pttl(FENCE)).isBetween(1_295_900_000L, 1_296_000_000L);
    var entries = redis.xrange(STREAM, "-", "+");
    assertThat(entries).hasSize(1);
    assertThat(entries.get(0).getID()).hasToString(written.entryId());
    assertThat(entries.get(0).getFields())
        .isEqualTo(new StreamEntry("http://ges.ges/", (tenant, queue) -> List.of())
            .fields(Examples.plain()));
  }

  @Test
  void anAttemptIsWrittenOnce() {
    var first = submit(1);

    assertThat(submit(1)).isEqualTo(new Result.Written(first.entryId(), false));
    assertThat(submit(2).first()).isTrue();
    assertThat(redis.xlen(STREAM)).isEqualTo(2);
  }

  @Test
  void racingSubmittersWriteOneEntry() throws Exception {
    int submitters = 6;
    var line = new CyclicBarrier(submitters);
    var pool = Executors.newFixedThreadPool(submitters);
    try (var other = open(0)) {
      Callable<List<Result>> racer = () -> {
        var results = new ArrayList<Result>();
        for (int round = 1; round <= 50; round++) {
          line.await();
          var target = (Thread.currentThread().getId() + round) % 2 == 0 ? other : submission;
          results.addAll(target.submit(List.of(Examples.plain(Examples.KEY, round))));
        }
        return results;
      };
      var written = new ArrayList<Result.Written>();
      for (var results : pool.invokeAll(List.of(racer, racer, racer, racer, racer, racer))) {
        results.get().forEach(result -> written.add((Result.Written) result));
      }

      assertThat(written).filteredOn(Result.Written::first).hasSize(50);
      assertThat(written.stream().map(Result.Written::entryId).distinct()).hasSize(50);
      assertThat(redis.xlen(STREAM)).isEqualTo(50);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void manyAreWrittenInTheirOrder() {
    var keys = IntStream.range(0, 600).mapToObj(i -> Examples.anyKey()).toList();

    var results =
        submission.submit(keys.stream().map(key -> Examples.plain(key, 1)).toList());

    assertThat(results).hasSize(600).allMatch(result -> ((Result.Written) result).first());
    assertThat(redis.xrange(STREAM, "-", "+"))
        .extracting(entry -> entry.getFields().get("id"))
        .containsExactlyElementsOf(keys.stream().map(key -> key.id().toString()).toList());
  }

  @Test
  void anEmptyListAsksNothing() {
    assertThat(submission.submit(List.of())).isEmpty();
  }

  @Test
  void theStreamIsTrimmedUnlessToldNotTo() {
    try (var trimming = open(100);
        var keeping = open(0)) {
      for (int i = 1; i <= 300; i++) {
        keeping.submit(List.of(Examples.plain(Examples.KEY, i)));
      }
      assertThat(redis.xlen(STREAM)).isEqualTo(300);
      trimming.submit(List.of(Examples.plain(Examples.KEY, 301)));
      assertThat(redis.xlen(STREAM)).isBetween(100L, 201L);
    }
  }

  @Test
  void aRevokedAttemptGetsNoEntry() {
    assertThat(submission.revoke(Examples.KEY, 1, null)).isEqualTo(Entry.GONE);

    assertThat(submission.submit(List.of(Examples.plain()))).containsExactly(new Result.Revoked());
    assertThat(redis.get(FENCE)).isEqualTo("revoked");
    assertThat(redis.pttl(FENCE)).isBetween(1_295_900_000L, 1_296_000_000L);
    assertThat(redis.exists(STREAM)).isFalse();
  }

  @Test
  void revokingDeletesAnEntryNobodyHasRead() {
    redis.xgroupCreate(STREAM, "ors", new StreamEntryID(), true);
    submit(1);
    redis.pexpire(FENCE, 500_000);

    assertThat(submission.revoke(Examples.KEY, 1, null)).isEqualTo(Entry.GONE);

    assertThat(redis.xlen(STREAM)).isZero();
    assertThat(redis.get(FENCE)).isEqualTo("revoked");
    assertThat(redis.pttl(FENCE)).isBetween(1L, 500_000L);
  }

  @Test
  void revokingLeavesAnEntryThatWasRead() {
    redis.xgroupCreate(STREAM, "idle", new StreamEntryID(), true);
    redis.xgroupCreate(STREAM, "ors", new StreamEntryID(), true);
    var written = submit(1);
    read("ors");

    assertThat(submission.revoke(Examples.KEY, 1, written.entryId())).isEqualTo(Entry.DELIVERED);
    assertThat(submission.revoke(Examples.KEY, 1, written.entryId())).isEqualTo(Entry.DELIVERED);
    assertThat(redis.xlen(STREAM)).isOne();
    assertThat(redis.get(FENCE)).isEqualTo("revoked");
  }

  @Test
  void anEntryIsUnreadUntilAGroupHasIt() {
    redis.xgroupCreate(STREAM, "ors", new StreamEntryID(), true);
    var first = submit(1);
    read("ors");
    var second = submit(2);

    assertThat(submission.look(first.entryId())).isEqualTo(Entry.DELIVERED);
    assertThat(submission.look(second.entryId())).isEqualTo(Entry.UNREAD);
    redis.xgroupCreate(STREAM, "late", StreamEntryID.XGROUP_LAST_ENTRY, false);
    assertThat(submission.look(second.entryId())).isEqualTo(Entry.DELIVERED);
  }

  @Test
  void idsAreComparedAsNumbers() {
    redis.xgroupCreate(STREAM, "ors", new StreamEntryID("9-9"), true);
    for (var id : List.of("8-5", "9-9", "9-10", "10-0", "10-9223372036854775807")) {
      redis.xadd(STREAM, new StreamEntryID(id), Map.of("a", "b"));
    }

    assertThat(submission.look("8-5")).isEqualTo(Entry.DELIVERED);
    assertThat(submission.look("9-9")).isEqualTo(Entry.DELIVERED);
    assertThat(submission.look("9-10")).isEqualTo(Entry.UNREAD);
    assertThat(submission.look("10-0")).isEqualTo(Entry.UNREAD);
    redis.xgroupSetID(STREAM, "ors", new StreamEntryID("10-9223372036854775806"));
    assertThat(submission.look("10-0")).isEqualTo(Entry.DELIVERED);
    assertThat(submission.look("10-9223372036854775807")).isEqualTo(Entry.UNREAD);
  }

  @Test
  void aStreamWithoutGroupsCountsAsDelivered() {
    var written = submit(1);

    assertThat(submission.look(written.entryId())).isEqualTo(Entry.DELIVERED);
    assertThat(submission.revoke(Examples.KEY, 1, null)).isEqualTo(Entry.DELIVERED);
  }

  @Test
  void whatIsNotInTheStreamIsGone() {
    assertThat(submission.look("1-1")).isEqualTo(Entry.GONE);
    var written = submit(1);
    redis.xdel(STREAM, new StreamEntryID(written.entryId()));

    assertThat(submission.look(written.entryId())).isEqualTo(Entry.GONE);
    assertThat(submission.look("not an id")).isEqualTo(Entry.GONE);
  }

  @Test
  void scriptsThatRedisForgotAreSentAgain() {
    submit(1);
    redis.scriptFlush();

    assertThat(submission.submit(List.of(Examples.plain(), Examples.plain(Examples.KEY, 2))))
        .extracting(result -> ((Result.Written) result).first())
        .containsExactly(false, true);
  }

  @Test
  void aSubmissionCostsFourCommands() {
    submit(1);
    redis.configResetStat();

    submit(2);

    assertThat(redis.info("commandstats").lines().filter(line -> line.startsWith("cmdstat_")))
        .extracting(line -> line.replaceFirst(",usec.*", ""))
        .containsExactlyInAnyOrder(
            "cmdstat_config|resetstat:calls=1",
            "cmdstat_evalsha:calls=1",
            "cmdstat_get:calls=1",
            "cmdstat_xadd:calls=1",
            "cmdstat_set:calls=1");
  }

  @Test
  void theRegionsOfTheQueuesRuleComeFirstInTheEntry() {
    var config = new StreamConfig(
        StreamConfig.Server.standalone("127.0.0.1", server.port(), null),
        STREAM,
        0,
        "http://ges.ges/",
        List.of("here", "eu", "us"));
    try (var ruled = new StreamCallSubmission(config, (tenant, queue) -> List.of("us", "gone"))) {
      ruled.submit(List.of(Examples.plain()));
    }

    assertThat(redis.xrange(STREAM, "-", "+").get(0).getFields().get("data"))
        .contains("\"regions\":[\"us\",\"gone\",\"here\",\"eu\"]");
  }

  private Result.Written submit(int attempt) {
    return (Result.Written)
        submission.submit(List.of(Examples.plain(Examples.KEY, attempt))).get(0);
  }

  private void read(String group) {
    redis.xreadGroup(
        group,
        "session-1",
        XReadGroupParams.xReadGroupParams().count(10),
        Map.of(STREAM, StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
  }

  private static StreamCallSubmission open(long maxLength) {
    return new StreamCallSubmission(Examples.config(server.port(), false, STREAM, maxLength));
  }
}
