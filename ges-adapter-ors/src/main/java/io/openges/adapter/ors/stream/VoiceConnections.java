package io.openges.adapter.ors.stream;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.SentineledConnectionProvider;
import redis.clients.jedis.util.JedisClusterCRC16;
import redis.clients.jedis.util.Pool;

/**
 * Connections to the node of the voice platform's Redis that holds the stream. Nothing is opened
 * before it is needed, so a server that is down does not keep GES from starting.
 *
 * <p>Safe for use by many threads at once.
 */
final class VoiceConnections implements AutoCloseable {

  private static final int MOST_CONNECTIONS = 8;

  private final StreamConfig.Server server;
  private final Limits limits;
  private final int slot;
  private @Nullable UnifiedJedis client;
  private boolean closed;

  VoiceConnections(StreamConfig config, Limits limits) {
    this.server = config.server();
    this.limits = limits;
    this.slot = JedisClusterCRC16.getSlot(config.stream());
  }

  /**
   * Lends a connection; closing it gives it back.
   *
   * @throws redis.clients.jedis.exceptions.JedisException if there is none in time
   */
  Connection borrow() {
    var open = client();
    if (open instanceof RedisClusterClient cluster) {
      return cluster.getConnectionFromSlot(slot);
    }
    return open instanceof Guarded guarded
        ? guarded.primary()
        : ((RedisClient) open).getPool().getResource();
  }

  /**
   * Drops idle connections, and asks a cluster again who holds the stream; best effort. Sentinels
   * tell of a new primary by themselves.
   */
  void renew() {
    UnifiedJedis open;
    synchronized (this) {
      open = client;
    }
    if (open instanceof RedisClusterClient cluster) {
      cluster.getClusterNodes().values().forEach(ConnectionPool::clear);
      cluster.refreshClusterTopology();
    } else if (open instanceof Guarded guarded) {
      guarded.clear();
    } else if (open instanceof RedisClient single) {
      Pool<Connection> pool = single.getPool();
      pool.clear();
    }
  }

  /** Closes everything that is open. */
  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) {
      client.close();
      client = null;
    }
  }

  private synchronized UnifiedJedis client() {
    if (closed) {
      throw new JedisException("closed");
    }
    if (client == null) {
      client = switch (server.mode()) {
        case STANDALONE -> single();
        case SENTINEL -> guarded();
        case CLUSTER -> cluster();
      };
    }
    return client;
  }

  private RedisClient single() {
    return RedisClient.builder()
        .hostAndPort(addresses().iterator().next())
        .clientConfig(clientConfig())
        .poolConfig(poolConfig())
        .build();
  }

  private Guarded guarded() {
    return new Guarded(new SentineledConnectionProvider(
        String.valueOf(server.primaryName()),
        clientConfig(),
        poolConfig(),
        addresses(),
        common().build()));
  }

  private RedisClusterClient cluster() {
    return RedisClusterClient.builder()
        .nodes(addresses())
        .clientConfig(clientConfig())
        .poolConfig(poolConfig())
        .build();
  }

  private Set<HostAndPort> addresses() {
    return server.nodes().stream()
        .map(node -> new HostAndPort(node.host(), node.port()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private JedisClientConfig clientConfig() {
    var config = common();
    if (server.password() != null) {
      config.password(server.password());
    }
    return config.build();
  }

  /** What holds for sentinels, too, which have no password. */
  private DefaultJedisClientConfig.Builder common() {
    var config = DefaultJedisClientConfig.builder()
        .resp2()
        .connectionTimeoutMillis((int) limits.connect().toMillis())
        .socketTimeoutMillis((int) limits.answer().toMillis())
        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
    if (server.tls() != StreamConfig.Tls.OFF) {
      var mode =
          server.tls() == StreamConfig.Tls.VERIFIED ? SslVerifyMode.FULL : SslVerifyMode.INSECURE;
      config.sslOptions(SslOptions.builder().sslVerifyMode(mode).build());
    }
    return config;
  }

  private ConnectionPoolConfig poolConfig() {
    var config = new ConnectionPoolConfig();
    config.setMaxTotal(MOST_CONNECTIONS);
    config.setMaxIdle(MOST_CONNECTIONS);
    config.setMaxWait(limits.connect());
    config.setTimeBetweenEvictionRuns(Duration.ofMinutes(1));
    return config;
  }

  /** A primary that sentinels tell of; they tell of another one once it takes over. */
  private static final class Guarded extends UnifiedJedis {

    private final SentineledConnectionProvider primaries;

    Guarded(SentineledConnectionProvider primaries) {
      super(primaries, RedisProtocol.RESP2);
      this.primaries = primaries;
    }

    Connection primary() {
      return primaries.getConnection();
    }

    void clear() {
      primaries.getConnectionMap().values().forEach(pool -> pool.clear());
    }
  }

  /**
   * How long is waited.
   *
   * @param connect for a connection
   * @param answer for an answer
   */
  record Limits(Duration connect, Duration answer) {

    /** The usual limits (specification 17). */
    static final Limits NORMAL = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(5));
  }
}
