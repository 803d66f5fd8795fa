package io.openges.app.installation;

import io.openges.app.embedded.EmbeddedRedis;
import io.openges.app.embedded.RedisConnections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntry;

/** The stream of new callbacks, as the voice platform sees it. Thread-safe. */
public final class VoiceStream {

  private static final String NAME = "NewCallbackStream";
  private static final String GROUP = "ors";

  private final EmbeddedRedis redis;
  private final int port;

  VoiceStream(EmbeddedRedis redis) {
    this(redis, redis.port());
  }

  private VoiceStream(EmbeddedRedis redis, int port) {
    this.redis = redis;
    this.port = port;
  }

  /** Returns what another server of the voice platform with the same password holds. */
  public VoiceStream at(int otherPort) {
    return new VoiceStream(redis, otherPort);
  }

  /** Returns all entries, the oldest first. */
  public List<StreamEntry> entries() {
    try (var jedis = connect()) {
      return jedis.xrange(NAME, "-", "+");
    }
  }

  /** Returns the entries of a tenant, the oldest first. */
  public List<StreamEntry> entriesOf(Tenant tenant) {
    return entries().stream()
        .filter(entry -> tenant.ccid().equals(entry.getFields().get("ccid")))
        .toList();
  }

  /** Returns the fields of the entries of a callback, the oldest first. */
  public List<Map<String, String>> of(String callback) {
    return entries().stream()
        .map(StreamEntry::getFields)
        .filter(fields -> callback.equals(fields.get("id")))
        .toList();
  }

  /** Waits for the entry of an attempt and returns its fields. */
  public Map<String, String> await(String callback, int attempt) {
    return Eventually.find("entry of attempt " + attempt, () -> find(callback, attempt));
  }

  private Optional<Map<String, String>> find(String callback, int attempt) {
    return of(callback).stream()
        .filter(fields -> Integer.toString(attempt).equals(fields.get("attempt")))
        .findFirst();
  }

  /** Makes the consumer group of the orchestration servers, which then has read nothing yet. */
  public void createGroup() {
    try (var jedis = connect()) {
      jedis.xgroupCreate(NAME, GROUP, new StreamEntryID("0-0"), true);
    }
  }

  /** Reads everything as an orchestration server does; returns the callbacks' ids. */
  public List<String> read() {
    try (var jedis = connect()) {
      var unread = Map.of(NAME, StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY);
      var params = XReadGroupParams.xReadGroupParams().count(10_000);
      var found = jedis.xreadGroup(GROUP, "ors-1", params, unread);
      return found == null
          ? List.of()
          : found.stream()
              .flatMap(stream -> stream.getValue().stream())
              .map(entry -> entry.getFields().getOrDefault("id", ""))
              .toList();
    }
  }

  /** Removes the group, after which every entry counts as delivered. */
  public void dropGroup() {
    try (var jedis = connect()) {
      if (jedis.exists(NAME)) {
        jedis.xgroupDestroy(NAME, GROUP);
      }
    }
  }

  private Jedis connect() {
    return RedisConnections.connect(port, redis.password());
  }
}
