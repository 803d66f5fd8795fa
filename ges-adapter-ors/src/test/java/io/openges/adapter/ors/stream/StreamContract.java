package io.openges.adapter.ors.stream;

import io.openges.domain.callback.CallbackId;
import io.openges.ports.contract.CallSubmissionContract;
import io.openges.ports.driven.dispatch.CallSubmission;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.XReadGroupParams;

/** The contract on a real stream. */
abstract class StreamContract extends CallSubmissionContract {

  private static final String GROUP = "ors";

  private final StreamCallSubmission submission;
  private final String stream;
  private final Jedis redis;

  /** Takes the adapter, and a connection to the server that holds its stream. */
  StreamContract(StreamCallSubmission submission, String stream, Jedis redis) {
    this.submission = submission;
    this.stream = stream;
    this.redis = redis;
    try {
      redis.xgroupCreate(stream, GROUP, new StreamEntryID(), true);
    } catch (JedisDataException exists) {
      // From the test before.
    }
  }

  @Override
  protected CallSubmission submissions() {
    return submission;
  }

  @Override
  protected List<Written> stream() {
    return redis.xrange(stream, "-", "+").stream()
        .map(entry -> new Written(
            entry.getID().toString(),
            CallbackId.parse(String.valueOf(entry.getFields().get("id"))).orElseThrow(),
            Integer.parseInt(String.valueOf(entry.getFields().get("attempt")))))
        .toList();
  }

  @Override
  protected void deliver() {
    redis.xreadGroup(
        GROUP,
        "session-1",
        XReadGroupParams.xReadGroupParams().count(1_000_000),
        Map.of(stream, StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
  }
}
