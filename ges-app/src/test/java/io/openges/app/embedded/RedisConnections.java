package io.openges.app.embedded;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** Connections to embedded Redis servers. Stateless. */
public final class RedisConnections {

  private RedisConnections() {}

  /** Connects to a server on this machine; the caller closes the connection. */
  public static Jedis connect(int port, String password) {
    var config = DefaultJedisClientConfig.builder()
        .autoNegotiateProtocol(false)
        .password(password)
        .build();
    return new Jedis(new HostAndPort("127.0.0.1", port), config);
  }
}
