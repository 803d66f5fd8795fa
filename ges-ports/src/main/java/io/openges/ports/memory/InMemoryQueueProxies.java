package io.openges.ports.memory;

import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.queue.QueueProxies;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Objects in memory. Safe for use by many threads at once. */
public final class InMemoryQueueProxies implements QueueProxies {

  private final Map<TenantId, Map<QueueName, QueueProxy>> tenants = new ConcurrentHashMap<>();
  private boolean isSilent;
  private int count;

  /** Makes it answer, or fail. */
  public synchronized void answer(boolean doesAnswer) {
    isSilent = !doesAnswer;
  }

  @Override
  public synchronized List<QueueProxy> all(TenantId tenant) {
    return List.copyOf(of(tenant).values());
  }

  @Override
  public synchronized void create(TenantId tenant, QueueName queue) {
    of(tenant).computeIfAbsent(queue, name -> new QueueProxy(name, Integer.toString(++count)));
  }

  @Override
  public synchronized void remove(TenantId tenant, QueueProxy proxy) {
    of(tenant).remove(proxy.queue(), proxy);
  }

  private Map<QueueName, QueueProxy> of(TenantId tenant) {
    if (isSilent) {
      throw new DependencyUnavailableException(Dependency.GWS_CONFIGURATION, "proxies");
    }
    return tenants.computeIfAbsent(tenant, one -> new TreeMap<>());
  }
}
