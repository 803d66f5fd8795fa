package io.openges.adapter.redis;

import static io.openges.adapter.redis.server.RedisProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.redis.server.RedisProcess;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.testing.Callbacks;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SettingsNoticesIT {

  private final RedisProcess server = RedisProcess.start();
  private final RedisConnections connections =
      new RedisConnections(RedisConfig.standalone("127.0.0.1", server.port()));
  private final SettingsNotices notices = new SettingsNotices(connections);
  private final Collection<TenantId> heard = new ConcurrentLinkedQueue<>();

  @AfterEach
  void stop() {
    notices.close();
    connections.close();
    server.close();
  }

  @Test
  void everyNodeHearsOfAChange() {
    var tenant = Callbacks.anyTenant();
    notices.listen(heard::add);
    try (var other = new SettingsNotices(connections)) {
      Collection<TenantId> heardByOther = new ConcurrentLinkedQueue<>();
      other.listen(heardByOther::add);
      await(() -> notices.isListening() && other.isListening());

      notices.publish(tenant);

      await(() -> !heard.isEmpty() && !heardByOther.isEmpty());
      assertThat(heard).containsExactly(tenant);
      assertThat(heardByOther).containsExactly(tenant);
    }
  }

  @Test
  void theChannelAndItsMessagesAreFixed() {
    notices.listen(heard::add);
    await(notices::isListening);

    try (var redis = server.client()) {
      redis.publish("ges:settings", "nonsense");
      redis.publish("ges:settings", "11111111-2222-4333-8444-555555555555");
    }

    await(() -> !heard.isEmpty());
    assertThat(heard)
        .containsExactly(new TenantId(UUID.fromString("11111111-2222-4333-8444-555555555555")));
  }

  @Test
  void listeningOutlivesRedis() {
    notices.listen(heard::add);
    await(notices::isListening);
    server.kill();
    notices.publish(Callbacks.anyTenant());
    await(() -> !notices.isListening());

    server.restart();

    await(notices::isListening);
    var tenant = Callbacks.anyTenant();
    await(() -> {
      notices.publish(tenant);
      return heard.contains(tenant);
    });
  }

  @Test
  void listeningMayBeginBeforeRedisIsThere() {
    server.kill();
    notices.listen(heard::add);

    server.restart();

    await(notices::isListening);
  }
}
