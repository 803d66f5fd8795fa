package io.openges.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.redis.server.RedisProcess;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.WaitTime;
import io.openges.ports.driven.queue.WaitTimes.Method;
import io.openges.ports.testing.Callbacks;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WaitTimeCacheOutageIT {

  @Test
  void nobodyHearsThatRedisIsAway() {
    var tenant = Callbacks.anyTenant();
    var queue = new QueueName("VQ");
    var method = new Method(WaitTimeMode.MODE1, true);
    try (var server = RedisProcess.start();
        var connections =
            new RedisConnections(RedisConfig.standalone("127.0.0.1", server.port()))) {
      var cache = new RedisWaitTimeCache(connections, InstantSource.fixed(Callbacks.BOOKED_AT));
      server.kill();

      for (int i = 0; i < 100; i++) {
        cache.put(tenant, Map.of(queue, WaitTime.ofSeconds(1)), method);
        assertThat(cache.find(tenant, Set.of(queue), method)).isEmpty();
      }
    }
  }
}
