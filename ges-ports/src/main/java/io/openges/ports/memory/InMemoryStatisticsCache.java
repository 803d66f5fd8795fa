package io.openges.ports.memory;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.statistics.Statistics.Figures;
import io.openges.ports.driven.statistics.StatisticsCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Figures heard in this process. Safe for use by many threads at once. */
public final class InMemoryStatisticsCache implements StatisticsCache {

  private final InstantSource time;
  private final Map<Asked, Entry> entries = new ConcurrentHashMap<>();

  /** Makes an empty cache whose entries age by {@code time}. */
  public InMemoryStatisticsCache(InstantSource time) {
    this.time = requireNonNull(time, "time");
  }

  @Override
  public Optional<Heard> find(TenantId tenant, String question) {
    var entry = entries.get(new Asked(tenant, question));
    if (entry == null) {
      return Optional.empty();
    }
    var age = Duration.between(entry.at(), time.instant());
    return age.isNegative() || age.compareTo(LIFE) > 0
        ? Optional.empty()
        : Optional.of(new Heard(entry.figures(), age));
  }

  @Override
  public void put(TenantId tenant, String question, Figures figures) {
    var now = time.instant();
    entries.values().removeIf(entry -> entry.at().plus(LIFE).isBefore(now));
    entries.put(new Asked(tenant, question), new Entry(figures, now));
  }

  private record Asked(TenantId tenant, String question) {}

  private record Entry(Figures figures, Instant at) {}
}
