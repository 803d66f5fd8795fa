package io.openges.adapter.redis;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.UnifiedJedis;

/** Makes clients of every kind of Redis. Immutable and thread-safe. */
final class RedisClients {

  /** Nobody's caller waits for these: workers do. */
  private static final int CONNECT_MILLIS = 1_000;

  private static final int ANSWER_MILLIS = 1_000;

  /** How long a subscription may be silent; it pings in between. */
  private static final int SILENCE_MILLIS = 60_000;

  private static final int MOST_CONNECTIONS = 8;

  private RedisClients() {}

  /**
   * Makes a client.
   *
   * @throws redis.clients.jedis.exceptions.JedisException if sentinels or a cluster do not answer
   */
  static UnifiedJedis open(RedisConfig config) {
    return switch (config.mode()) {
      case STANDALONE ->
        RedisClient.builder()
            .hostAndPort(addresses(config).iterator().next())
            .clientConfig(client(config))
            .poolConfig(pool())
            .build();
      case SENTINEL ->
        RedisSentinelClient.builder()
            .sentinels(addresses(config))
            .masterName(String.valueOf(config.primaryName()))
            .sentinelClientConfig(sentinel(config))
            .clientConfig(client(config))
            .poolConfig(pool())
            .build();
      case CLUSTER ->
        RedisClusterClient.builder()
            .nodes(addresses(config))
            .clientConfig(client(config))
            .poolConfig(pool())
            .build();
    };
  }

  /** Drops idle connections, and asks a cluster again who holds what. */
  static void renew(UnifiedJedis client) {
    if (client instanceof RedisClusterClient cluster) {
      cluster.getClusterNodes().values().forEach(ConnectionPool::clear);
      cluster.refreshClusterTopology();
    } else if (client instanceof RedisClient single) {
      single.getPool().clear();
    } else if (client instanceof RedisSentinelClient guarded) {
      guarded.getPrimaryNodesConnectionMap().values().forEach(pool -> pool.clear());
    }
  }

  private static Set<HostAndPort> addresses(RedisConfig config) {
    return config.servers().stream()
        .map(server -> new HostAndPort(server.host(), server.port()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static JedisClientConfig client(RedisConfig config) {
    var client = common(config).blockingSocketTimeoutMillis(SILENCE_MILLIS);
    if (config.password() != null) {
      client.password(config.password());
    }
    return client.build();
  }

  private static JedisClientConfig sentinel(RedisConfig config) {
    return common(config).build();
  }

  private static DefaultJedisClientConfig.Builder common(RedisConfig config) {
    var client = DefaultJedisClientConfig.builder()
        .resp2()
        .connectionTimeoutMillis(CONNECT_MILLIS)
        .socketTimeoutMillis(ANSWER_MILLIS)
        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
    if (config.secure()) {
      client.sslOptions(SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
    }
    return client;
  }

  /** Few connections, closed when idle: an idle node is to ask next to nothing. */
  private static ConnectionPoolConfig pool() {
    var pool = new ConnectionPoolConfig();
    pool.setMaxTotal(MOST_CONNECTIONS);
    pool.setMaxIdle(MOST_CONNECTIONS);
    pool.setMaxWait(Duration.ofMillis(CONNECT_MILLIS));
    pool.setMinEvictableIdleDuration(Duration.ofMinutes(1));
    pool.setTimeBetweenEvictionRuns(Duration.ofMinutes(1));
    return pool;
  }
}
