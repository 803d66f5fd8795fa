package io.openges.usecase.publication;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.openges.domain.booking.Misfit;
import io.openges.domain.booking.Misfits;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.TenantSettings;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.callback.CallbackQueries.Cursor;
import io.openges.ports.driven.callback.CallbackQueries.Filter;
import io.openges.ports.driven.callback.CallbackQueries.Page;
import io.openges.ports.driven.callback.CallbackQueries.Range;
import io.openges.ports.driving.queue.PublishSettings.Impact;
import io.openges.ports.driving.queue.PublishSettings.Sample;
import io.openges.usecase.queue.SettingsSnapshots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the open callbacks that a publication leaves without a slot, hours or a queue
 * (specification 10.1). Reads nothing unless a row changes in a way that can do so, and then the
 * open callbacks page by page, up to a bound. Safe for use by many threads at once.
 */
public final class PublicationImpact {

  private static final int PAGE = 1000;

  private static final Set<CallbackState> OPEN = Set.of(CallbackState.values()).stream()
      .filter(CallbackState::isOpen)
      .collect(toUnmodifiableSet());

  private final CallbackQueries queries;
  private final SettingsSnapshots snapshots;

  /**
   * Makes it.
   *
   * @param queries finds the callbacks
   * @param snapshots knows the rules
   */
  public PublicationImpact(CallbackQueries queries, SettingsSnapshots snapshots) {
    this.queries = requireNonNull(queries, "queries");
    this.snapshots = requireNonNull(snapshots, "snapshots");
  }

  /**
   * Returns the impact of replacing {@code before} by {@code after}.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Impact of(TenantId tenant, TenantSettings before, TenantSettings after) {
    var old = snapshots.ruled(tenant, before);
    var fresh = snapshots.ruled(tenant, after);
    var open = new HashMap<QueueName, List<Misfits.Booked>>();
    old.queues().forEach((name, row) -> {
      if (Misfits.arePossible(row, fresh.queue(name).orElse(null))) {
        open.put(name, new ArrayList<>());
      }
    });
    boolean complete = open.isEmpty() || read(tenant, open);
    var found = new ArrayList<Sample>();
    open.forEach((name, booked) -> old.queue(name)
        .ifPresent(row -> Misfits.find(row, fresh.queue(name).orElse(null), booked)
            .forEach(misfit -> found.add(sample(name, misfit)))));
    return impact(found, complete);
  }

  private static Impact impact(List<Sample> found, boolean complete) {
    var counts = new EnumMap<Misfit, Integer>(Misfit.class);
    found.forEach(sample -> counts.merge(sample.problem(), 1, Integer::sum));
    var samples = found.stream()
        .sorted(Comparator.comparing(Sample::desiredTime)
            .thenComparing(sample -> sample.id().toString()))
        .limit(Impact.MOST_SAMPLES)
        .toList();
    return new Impact(counts, samples, complete);
  }

  private static Sample sample(QueueName queue, Misfits.Found found) {
    var booked = found.booked();
    return new Sample(booked.id(), queue, booked.desiredTime(), found.problem());
  }

  /** Fills in the callbacks of these queues; false if there are too many. */
  private boolean read(TenantId tenant, Map<QueueName, List<Misfits.Booked>> open) {
    // one walk over all of them costs less than one for each queue, unless it is just one
    var queue = open.size() == 1 ? open.keySet().iterator().next() : null;
    Cursor after = null;
    for (int read = 0; read < Impact.MOST_CALLBACKS; read += PAGE) {
      var page = queries.list(page(tenant, queue, after));
      for (var callback : page) {
        var booked = open.get(callback.queue());
        if (booked != null) {
          booked.add(Misfits.Booked.of(callback));
        }
      }
      if (page.size() < PAGE) {
        return true;
      }
      after = end(page.get(PAGE - 1));
    }
    return queries.list(page(tenant, queue, after)).isEmpty();
  }

  private static Filter page(TenantId tenant, @Nullable QueueName queue, @Nullable Cursor after) {
    return new Filter(tenant, OPEN, queue, new Range(null, null), null, new Page(PAGE, after));
  }

  private static Cursor end(Callback last) {
    return new Cursor(last.schedule().desiredTime(), last.key().id());
  }
}
