package io.openges.usecase.dispatch;

import io.openges.domain.dispatch.DispatchTerms;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.TenantSettings;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.dispatch.DispatchQueue;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has callbacks judged anew when the settings in force on this node change what was decided for
 * them (specifications 6.5, 10.1).
 *
 * <p><b>What is woken</b> is only what is held or due within minutes. All else sleeps until it
 * would be due if its office never closed, and is judged by the hours of that time. So a
 * publication costs a few statements on each node whatever is booked for the fortnight, and between
 * publications nothing is asked at all, which capping every sleep would do.
 *
 * <p><b>Who wakes</b> is every node, after it has taken the new settings itself: a publisher that
 * crashes loses nothing, and whatever a node judged by the old settings comes before its own
 * waking. A node that has just started has seen no settings, so for it everything has changed. What
 * a node holds claimed while it wakes may be put off by the old settings afterwards; so it wakes
 * once more at its next call, and again when every lease of that time is over, unless it knew no
 * settings before. To be woken for nothing does no harm.
 *
 * <p>Safe for use by many threads at once.
 */
final class SettingsWatch {

  /** After so long every claim of before has ended; more than a lease. */
  static final Duration SETTLED = Duration.ofSeconds(45);

  /** How much further than what is due it looks, as clocks differ. */
  private static final Duration MARGIN = Duration.ofSeconds(45);

  private final SettingsSnapshots snapshots;
  private final WaitTimes waitTimes;
  private final DispatchQueue queue;
  private final DispatchTerms terms;
  private final Map<TenantId, TenantSettings> followed = new HashMap<>();
  private final List<Again> again = new ArrayList<>();

  SettingsWatch(
      SettingsSnapshots snapshots, WaitTimes waitTimes, DispatchQueue queue, DispatchTerms terms) {
    this.snapshots = snapshots;
    this.waitTimes = waitTimes;
    this.queue = queue;
    this.terms = terms;
  }

  /** Wakes what may be judged otherwise than when it was put off. */
  synchronized void follow(Instant now) {
    var due = again.stream().filter(one -> !now.isBefore(one.at())).toList();
    due.forEach(one -> {
      wake(one.tenant(), one.queues(), now);
      again.remove(one);
    });
    var settings = new HashMap<>(snapshots.all());
    followed.keySet().forEach(tenant -> settings.putIfAbsent(tenant, TenantSettings.NONE));
    settings.forEach((tenant, fresh) -> follow(tenant, fresh, now));
  }

  private void follow(TenantId tenant, TenantSettings fresh, Instant now) {
    var old = followed.getOrDefault(tenant, TenantSettings.NONE);
    var changed = changed(old, fresh);
    if (!changed.isEmpty()) {
      wake(tenant, changed, now);
      if (followed.containsKey(tenant)) {
        again.add(new Again(tenant, changed, now));
        again.add(new Again(tenant, changed, now.plus(SETTLED)));
      }
    }
    followed.put(tenant, fresh);
  }

  private void wake(TenantId tenant, Set<QueueName> queues, Instant now) {
    var rows = snapshots.of(tenant);
    int longest = 0;
    for (var name : queues) {
      for (var mode : Upkeep.modes(rows.queue(name).orElse(null))) {
        longest = Math.max(longest, waitTimes.lastKnown(tenant, name, mode).orZero());
      }
    }
    var reach = now.plusSeconds(longest).plus(terms.promotionBuffer()).plus(MARGIN);
    queue.wakeUnsubmitted(tenant, queues, reach, now);
  }

  private static Set<QueueName> changed(TenantSettings old, TenantSettings fresh) {
    var names = new HashSet<>(old.queues().keySet());
    names.addAll(fresh.queues().keySet());
    names.removeIf(name -> areAlike(old.queues().get(name), fresh.queues().get(name)));
    return Set.copyOf(names);
  }

  private static boolean areAlike(@Nullable QueueSettings old, @Nullable QueueSettings fresh) {
    return old != null
        && fresh != null
        && Objects.equals(old.hours(), fresh.hours())
        && old.lifetime().equals(fresh.lifetime());
  }

  /**
   * What is to be woken once more.
   *
   * @param at not before then
   */
  private record Again(TenantId tenant, Set<QueueName> queues, Instant at) {}
}
