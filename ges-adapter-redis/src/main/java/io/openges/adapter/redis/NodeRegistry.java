package io.openges.adapter.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * Which nodes live, as far as Redis knows: each says so every few seconds under
 * {@code ges:{nodes}:<id>} for 45 seconds, and their ids stand in {@code ges:{nodes}}. Best effort;
 * without Redis every node is alone.
 *
 * <p>Safe for use by many threads at once.
 */
public final class NodeRegistry {

  /** How often a node should say that it lives. */
  public static final Duration BEAT_INTERVAL = Duration.ofSeconds(15);

  /** How long a node that said nothing is still thought to live. */
  static final Duration LIFE = Duration.ofSeconds(45);

  private static final String IDS = "ges:{nodes}";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RedisConnections connections;
  private final Self self;
  private final InstantSource time;
  private volatile List<Node> others = List.of();
  private volatile @Nullable Instant heardAt;

  /** Makes the registry; nothing is said yet. */
  public NodeRegistry(RedisConnections connections, Self self, InstantSource time) {
    this.connections = connections;
    this.self = self;
    this.time = time;
  }

  /**
   * Says that this node lives and learns who else does; takes a few seconds at most, and never
   * throws.
   *
   * @param postgresReachable whether this node reaches PostgreSQL
   * @return whether Redis took it
   */
  public boolean beat(boolean postgresReachable) {
    try {
      var redis = connections.client();
      var now = time.instant();
      redis.set(
          key(self.id()), json(now, postgresReachable), SetParams.setParams().px(LIFE.toMillis()));
      redis.sadd(IDS, self.id());
      others = read(redis);
      heardAt = now;
      return true;
    } catch (JedisException away) {
      return false;
    }
  }

  /** Says that this node is about to end; best effort, never throws. */
  public void leave() {
    try {
      var redis = connections.client();
      redis.del(key(self.id()));
      redis.srem(IDS, self.id());
    } catch (JedisException away) {
      // It is forgotten by itself.
    }
  }

  /**
   * Returns the other nodes that lived when this one last {@linkplain #beat beat}, by id; empty if
   * that is long ago. Asks nobody.
   */
  public List<Node> others() {
    var last = heardAt;
    return last == null || Duration.between(last, time.instant()).compareTo(LIFE) > 0
        ? List.of()
        : others;
  }

  /**
   * Returns how many nodes lived when Redis last told, this one included, however long ago that is:
   * what else there is to go by while Redis is away. Asks nobody.
   */
  public int lastKnownNodes() {
    return others.size() + 1;
  }

  private List<Node> read(UnifiedJedis redis) {
    Set<String> ids = new TreeSet<>(redis.smembers(IDS));
    ids.remove(self.id());
    if (ids.isEmpty()) {
      return List.of();
    }
    var order = List.copyOf(ids);
    var values = redis.mget(order.stream().map(NodeRegistry::key).toArray(String[]::new));
    var nodes = new ArrayList<Node>();
    for (int i = 0; i < order.size(); i++) {
      String value = values.get(i);
      if (value == null) {
        redis.srem(IDS, order.get(i));
      } else {
        parse(order.get(i), value).ifPresent(nodes::add);
      }
    }
    return List.copyOf(nodes);
  }

  private String json(Instant now, boolean postgresReachable) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("host", self.host())
        .put("startedAt", self.startedAt().toEpochMilli())
        .put("seenAt", now.toEpochMilli())
        .put("postgresql", postgresReachable)
        .toString();
  }

  private static Optional<Node> parse(String id, String value) {
    try {
      JsonNode json = JSON.readTree(value);
      return Optional.of(new Node(
          new Self(
              id,
              json.path("host").asText(),
              Instant.ofEpochMilli(json.path("startedAt").asLong())),
          Instant.ofEpochMilli(json.path("seenAt").asLong()),
          json.path("postgresql").asBoolean()));
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String key(String id) {
    return IDS + ":" + id;
  }

  /**
   * Who a node is. Immutable and thread-safe.
   *
   * @param id unique among the nodes that run
   * @param host the name of its machine
   * @param startedAt when it started, milliseconds, UTC
   */
  public record Self(String id, String host, Instant startedAt) {}

  /**
   * A node that lives. Immutable and thread-safe.
   *
   * @param self who it is
   * @param lastSeen when it last said so, by its own clock, milliseconds, UTC
   * @param postgresReachable whether it reached PostgreSQL then
   */
  public record Node(Self self, Instant lastSeen, boolean postgresReachable) {}
}
