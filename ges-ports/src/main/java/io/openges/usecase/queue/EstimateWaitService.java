package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.ports.driving.queue.EstimateWait;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks for all queues together and answers in the order of the question.
 *
 * <p>Customers may ask about every virtual queue, also one that takes no callbacks and so is in no
 * settings: specification 3.8 answers any name, as the original tells the wait of all virtual
 * queues. But where several tenants share a source that cannot tell them apart, a queue that only
 * others have published is theirs: to this tenant it is unknown, and nobody is asked. Whose a queue
 * is that no tenant has published nobody can say; who shares one name space there shares those.
 */
public final class EstimateWaitService implements EstimateWait {

  private final SettingsSnapshots snapshots;
  private final WaitTimes waitTimes;

  /** Makes the service. */
  public EstimateWaitService(SettingsSnapshots snapshots, WaitTimes waitTimes) {
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.waitTimes = requireNonNull(waitTimes, "waitTimes");
  }

  @Override
  public List<Estimate> estimate(Question question) {
    var tenant = question.tenant();
    var own = snapshots.of(tenant).queues().keySet();
    var configured = question.queues().stream().filter(own::contains).collect(toSet());
    var others = new HashSet<>(question.queues());
    others.removeAll(configured);
    var foreign = foreign(tenant, others);
    others.removeAll(foreign);
    var heard = waitTimes.readAll(
        tenant, configured, others, new WaitTimes.Method(question.mode(), question.withHeld()));
    return question.queues().stream()
        .map(queue -> new Estimate(
            queue,
            foreign.contains(queue)
                ? WaitTime.NO_TRAFFIC
                : heard.getOrDefault(queue, WaitTime.UNAVAILABLE),
            configured.contains(queue)))
        .toList();
  }

  /** Returns those of {@code names}, none of them the tenant's own, that are another tenant's. */
  private Set<QueueName> foreign(TenantId tenant, Set<QueueName> names) {
    if (names.isEmpty() || waitTimes.tellsTenantsApart()) {
      return Set.of();
    }
    var published = snapshots.all();
    return names.stream()
        .filter(name -> published.entrySet().stream()
            .anyMatch(other ->
                !other.getKey().equals(tenant) && other.getValue().queue(name).isPresent()))
        .collect(toSet());
  }
}
