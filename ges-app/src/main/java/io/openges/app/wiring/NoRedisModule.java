package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.openges.adapter.http.internal.HealthReport;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.callback.RecordCache;
import io.openges.ports.driven.queue.WaitTimeCache;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.ports.driven.statistics.Statistics;
import io.openges.ports.driven.statistics.StatisticsCache;
import io.openges.ports.driven.throttle.ThrottleCounters;
import io.openges.ports.memory.InMemoryThrottleCounters;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** No Redis of GES's own: nothing is cached, and nodes do not know of each other. */
final class NoRedisModule extends AbstractModule {

  // Nodes look every few seconds anyway.
  @Provides
  @Singleton
  static Notices notices() {
    return tenant -> {};
  }

  @Provides
  @Singleton
  static Peers peers() {
    return new Peers() {
      @Override
      public List<HealthReport.Peer> others() {
        return List.of();
      }

      @Override
      public boolean anyReachesPostgres() {
        return false;
      }
    };
  }

  // Nobody knows how many there are.
  @Provides
  @Singleton
  static ThrottleCounters throttleCounters() {
    return new InMemoryThrottleCounters();
  }

  // A node remembers what it has heard by itself.
  @Provides
  @Singleton
  static WaitTimeCache waitTimeCache() {
    return new WaitTimeCache() {
      @Override
      public Map<QueueName, WaitTimeCache.Heard> find(
          TenantId tenant, Set<QueueName> queues, WaitTimes.Method method) {
        return Map.of();
      }

      @Override
      public void put(TenantId tenant, Map<QueueName, WaitTime> heard, WaitTimes.Method method) {}
    };
  }

  @Provides
  @Singleton
  static StatisticsCache statisticsCache() {
    return new StatisticsCache() {
      @Override
      public Optional<StatisticsCache.Heard> find(TenantId tenant, String question) {
        return Optional.empty();
      }

      @Override
      public void put(TenantId tenant, String question, Statistics.Figures figures) {}
    };
  }

  @Provides
  @Singleton
  static RecordCache recordCache() {
    return new RecordCache() {
      @Override
      public void put(Collection<Callback> callbacks) {}

      @Override
      public Optional<Callback> find(CallbackKey key) {
        return Optional.empty();
      }

      @Override
      public void remove(Collection<CallbackKey> keys) {}
    };
  }
}
