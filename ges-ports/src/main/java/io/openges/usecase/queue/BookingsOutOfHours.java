package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.Misfits;
import io.openges.domain.booking.Misfits.Booked;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.queue.TenantSettings;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.callback.CallbackQueries.Cursor;
import io.openges.ports.driven.callback.CallbackQueries.Filter;
import io.openges.ports.driven.callback.CallbackQueries.Page;
import io.openges.ports.driven.callback.CallbackQueries.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the scheduled callbacks whose desired time is outside of their queue's business hours, as
 * after a change of the rules of a zone (specification 7.5); it changes nothing. Reads them page by
 * page, up to a bound. Safe for use by many threads at once.
 */
public final class BookingsOutOfHours {

  /** So many are named. */
  public static final int MOST_NAMED = 20;

  /** So many callbacks of a tenant are looked at, by desired time. */
  static final int MOST_CALLBACKS = 50_000;

  private static final int PAGE = 1000;

  private final CallbackQueries queries;

  /**
   * Makes it.
   *
   * @param queries finds the callbacks
   */
  public BookingsOutOfHours(CallbackQueries queries) {
    this.queries = requireNonNull(queries, "queries");
  }

  /**
   * Looks at a tenant's scheduled callbacks; those of queues that {@code settings} do not have are
   * left out.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  public Found find(TenantId tenant, TenantSettings settings) {
    var first = new ArrayList<CallbackId>();
    int count = 0;
    Cursor after = null;
    for (int read = 0; read < MOST_CALLBACKS; read += PAGE) {
      var page = queries.list(page(tenant, after));
      for (var callback : page) {
        if (isOutside(callback, settings)) {
          count++;
          if (first.size() < MOST_NAMED) {
            first.add(callback.key().id());
          }
        }
      }
      if (page.size() < PAGE) {
        break;
      }
      after = end(page.get(PAGE - 1));
    }
    return new Found(count, first);
  }

  /**
   * What was found. Immutable and thread-safe.
   *
   * @param count how many callbacks are outside, of the first 50,000 by desired time
   * @param first the first of them by desired time, at most {@value #MOST_NAMED}
   */
  public record Found(int count, List<CallbackId> first) {

    /** Copies the list. */
    public Found {
      first = List.copyOf(first);
    }
  }

  private static boolean isOutside(Callback callback, TenantSettings settings) {
    return settings
        .queue(callback.queue())
        .filter(row -> Misfits.isOutOfHours(row.hours(), Booked.of(callback)))
        .isPresent();
  }

  private static Filter page(TenantId tenant, @Nullable Cursor after) {
    return new Filter(
        tenant,
        Set.of(CallbackState.SCHEDULED),
        null,
        new Range(null, null),
        null,
        new Page(PAGE, after));
  }

  private static Cursor end(Callback last) {
    return new Cursor(last.schedule().desiredTime(), last.key().id());
  }
}
