package io.openges.domain.booking;

import static java.util.stream.Collectors.groupingBy;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.hours.BusinessHours;
import io.openges.domain.queue.QueueSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the callbacks of a queue that fitted one row of settings and do not fit the next
 * (specification 10.1, impact). Pure functions. Immutable and thread-safe.
 */
public final class Misfits {

  /** Whoever is with the voice platform keeps the place; then it is first come, first served. */
  private static final Comparator<Booked> BY_CLAIM = Comparator.comparing(Booked::waits)
      .thenComparing(Booked::createdAt)
      .thenComparing(booked -> booked.id().toString());

  private Misfits() {}

  /**
   * Returns those that no longer fit, each with the first problem it has, in the order of
   * {@code open}.
   *
   * @param before the row in force so far
   * @param after the row to come, null if the queue is removed
   * @param open all open callbacks of the queue
   */
  public static List<Found> find(
      QueueSettings before, @Nullable QueueSettings after, List<Booked> open) {
    if (after == null) {
      return open.stream()
          .map(booked -> new Found(booked, Misfit.QUEUE_REMOVED))
          .toList();
    }
    var over = over(after, open);
    over.removeAll(over(before, open));
    var found = new ArrayList<Found>();
    for (var booked : open) {
      var problem = booked.waits() ? problem(before, after, booked, over) : null;
      if (problem != null) {
        found.add(new Found(booked, problem));
      }
    }
    return found;
  }

  /** Says whether callbacks that fit {@code before} may not fit {@code after}. */
  public static boolean arePossible(QueueSettings before, @Nullable QueueSettings after) {
    return after == null
        || !before.hours().equals(after.hours())
        || !before.slotPlan().equals(after.slotPlan());
  }

  /**
   * Says whether a callback whose slot is still to come is desired while {@code hours} are closed,
   * as the rules of their zone are now (specification 7.5).
   */
  public static boolean isOutOfHours(BusinessHours hours, Booked booked) {
    return booked.waits() && booked.holdsPlace() && !hours.isOpenAt(booked.desiredTime());
  }

  private static @Nullable Misfit problem(
      QueueSettings before, QueueSettings after, Booked booked, Set<Booked> over) {
    var desired = booked.desiredTime();
    if (before.hours().isOpenAt(desired) && !after.hours().isOpenAt(desired)) {
      return Misfit.OUT_OF_HOURS;
    }
    var slot = SlotRules.grid(before).slotAt(desired);
    if (!slot.start().equals(SlotRules.grid(after).slotAt(desired).start())) {
      return Misfit.GRID_CHANGED;
    }
    return over.contains(booked) ? Misfit.OVER_CAPACITY : null;
  }

  /** Those beyond what their slots take. */
  private static Set<Booked> over(QueueSettings row, List<Booked> open) {
    var grid = SlotRules.grid(row);
    var capacity = SlotRules.capacity(row);
    var over = new HashSet<Booked>();
    open.stream()
        .filter(Booked::holdsPlace)
        .collect(groupingBy(booked -> grid.slotAt(booked.desiredTime())))
        .forEach((slot, holders) -> {
          int total = capacity.total(slot);
          if (holders.size() > total) {
            holders.stream().sorted(BY_CLAIM).skip(total).forEach(over::add);
          }
        });
    return over;
  }

  /**
   * What this needs to know of a callback. Immutable and thread-safe.
   *
   * @param id its id
   * @param desiredTime when it is wanted
   * @param createdAt when it was booked
   * @param waits whether it is SCHEDULED, so that slot and hours are still to come
   * @param holdsPlace whether it takes a place in its slot
   */
  public record Booked(
      CallbackId id, Instant desiredTime, Instant createdAt, boolean waits, boolean holdsPlace) {

    /** Takes it from a callback. */
    public static Booked of(Callback callback) {
      return new Booked(
          callback.key().id(),
          callback.schedule().desiredTime(),
          callback.booking().createdAt(),
          callback.state() == CallbackState.SCHEDULED,
          callback.holdsPlace());
    }
  }

  /**
   * A callback that no longer fits.
   *
   * @param booked which
   * @param problem why
   */
  public record Found(Booked booked, Misfit problem) {}
}
