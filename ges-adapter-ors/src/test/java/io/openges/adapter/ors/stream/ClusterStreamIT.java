package io.openges.adapter.ors.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.ors.redis.RedisProcess;
import io.openges.ports.driven.dispatch.CallSubmission.Entry;
import io.openges.ports.driven.dispatch.CallSubmission.Result;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.util.JedisClusterCRC16;

@Timeout(60)
class ClusterStreamIT extends StreamContract {

  private static final String STREAM = "NewCallbackStream";
  private static final List<RedisProcess> NODES = RedisProcess.startCluster();
  private static final StreamCallSubmission SUBMISSION =
      new StreamCallSubmission(Examples.config(NODES.get(0).port(), true, STREAM, 0));

  ClusterStreamIT() {
    super(SUBMISSION, STREAM, holderOf(STREAM));
  }

  @AfterAll
  static void stopCluster() {
    SUBMISSION.close();
    NODES.forEach(RedisProcess::close);
  }

  /** One of the names lies on either node, and one has a hash tag of its own. */
  @ParameterizedTest
  @ValueSource(strings = {"s1", "s2", "s3", "{voice}:stream"})
  void attemptsAreWrittenAndRevokedWhereTheStreamLies(String stream) {
    var key = Examples.anyKey();
    try (var submission =
            new StreamCallSubmission(Examples.config(NODES.get(0).port(), true, stream, 1000));
        var redis = holderOf(stream)) {
      redis.xgroupCreate(stream, "ors", new StreamEntryID(), true);
      var results = submission.submit(
          List.of(Examples.plain(key, 1), Examples.plain(key, 1), Examples.plain(key, 2)));
      var entry = ((Result.Written) results.get(0)).entryId();

      assertThat(results)
          .extracting(result -> ((Result.Written) result).first())
          .containsExactly(true, false, true);
      assertThat(submission.look(entry)).isEqualTo(Entry.UNREAD);
      assertThat(submission.revoke(key, 1, null)).isEqualTo(Entry.GONE);
      assertThat(submission.look(entry)).isEqualTo(Entry.GONE);
      assertThat(redis.xlen(stream)).isOne();
      submission.ping();
    }
  }

  private static Jedis holderOf(String stream) {
    return NODES.get(JedisClusterCRC16.getSlot(stream) < 8192 ? 0 : 1).client();
  }
}
