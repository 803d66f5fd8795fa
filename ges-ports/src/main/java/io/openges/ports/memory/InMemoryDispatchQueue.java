package io.openges.ports.memory;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.dispatch.DispatchQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Hands out callbacks that wake up. Safe for use by many threads at once. */
final class InMemoryDispatchQueue implements DispatchQueue {

  private final CallbackTable table;

  InMemoryDispatchQueue(CallbackTable table) {
    this.table = table;
  }

  @Override
  public Claims claim(ClaimRequest request) {
    synchronized (table) {
      var due = table.sleepers().stream()
          .limit(request.limit())
          .takeWhile(row -> row.wakesUpTo(request.now()))
          .toList();
      Optional<Instant> nextWake = table.sleepers().stream()
          .skip(due.size())
          .findFirst()
          .map(row -> row.wake().at());
      var leased = new Row.Wake(request.now().plus(request.lease()), request.owner());
      var claimed = new ArrayList<Callback>();
      for (var row : due) {
        var callback = Snapshots.claimed(row.callback());
        table.put(row.with(callback, leased));
        claimed.add(callback);
      }
      return new Claims(claimed, nextWake);
    }
  }

  @Override
  public Set<CallbackKey> confirm(List<Confirmation> confirmations) {
    synchronized (table) {
      var conflicts = new HashSet<CallbackKey>();
      for (var confirmation : confirmations) {
        var change = confirmation.change();
        var row = InMemoryCallbackStore.current(table, change);
        if (row == null) {
          conflicts.add(change.before().key());
        } else {
          InMemoryCallbackStore.store(table, row, change, confirmation.wakeAt());
        }
      }
      return Set.copyOf(conflicts);
    }
  }

  @Override
  public void wakeAt(List<Wake> wakes) {
    synchronized (table) {
      for (var wake : wakes) {
        var row = table.find(wake.key());
        if (row != null && row.callback().status().version() == wake.version()) {
          table.put(row.with(Snapshots.woken(row.callback(), wake), Row.Wake.unclaimed(wake.at())));
        }
      }
    }
  }

  @Override
  public int wakeEarlier(TenantId tenant, QueueName queue, Interval desired, Instant at) {
    return rewake(
        row -> row.wake().owner() == null
            && !row.wakesUpTo(at)
            && row.key().tenant().equals(tenant)
            && row.callback().queue().equals(queue)
            && row.callback().state() == CallbackState.SCHEDULED
            && desired.contains(row.callback().schedule().desiredTime()),
        at);
  }

  @Override
  public int wakeUnsubmitted(TenantId tenant, Set<QueueName> queues, Instant desired, Instant at) {
    return rewake(
        row -> row.wake().owner() == null
            && !row.wakesUpTo(at)
            && row.key().tenant().equals(tenant)
            && queues.contains(row.callback().queue())
            && isUnsubmitted(row.callback())
            && row.callback().schedule().desiredTime().isBefore(desired),
        at);
  }

  private static boolean isUnsubmitted(Callback callback) {
    boolean waits =
        callback.state() == CallbackState.SCHEDULED || callback.state() == CallbackState.QUEUED;
    return waits && callback.attempt().submission() == null;
  }

  @Override
  public void release(String owner, Instant now) {
    rewake(row -> owner.equals(row.wake().owner()), now);
  }

  @Override
  public Optional<WakeUp> wakeUp(CallbackKey key) {
    synchronized (table) {
      return Optional.ofNullable(table.find(key))
          .map(row -> new WakeUp(row.wake().at(), row.wake().owner()));
    }
  }

  private int rewake(Predicate<Row> which, Instant at) {
    synchronized (table) {
      var rows = table.sleepers().stream().filter(which).toList();
      rows.forEach(row -> table.put(row.with(Row.Wake.unclaimed(at))));
      return rows.size();
    }
  }
}
