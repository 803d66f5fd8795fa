package io.openges.ports.memory;

import io.openges.ports.contract.StatisticsCacheContract;
import io.openges.ports.driven.statistics.StatisticsCache;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.MovableTime;
import java.time.Duration;

class InMemoryStatisticsCacheTest extends StatisticsCacheContract {

  private final MovableTime time = new MovableTime(Callbacks.BOOKED_AT);
  private final InMemoryStatisticsCache cache = new InMemoryStatisticsCache(time);

  @Override
  protected StatisticsCache cache() {
    return cache;
  }

  @Override
  protected void settle() {}

  @Override
  protected void pass(Duration duration) {
    time.advance(duration);
  }
}
