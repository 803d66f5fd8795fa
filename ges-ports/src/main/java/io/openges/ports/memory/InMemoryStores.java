package io.openges.ports.memory;

import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driven.callback.BookingStore;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.callback.IdempotencyKeys;
import io.openges.ports.driven.callback.Retention;
import io.openges.ports.driven.callback.SessionStorage;
import io.openges.ports.driven.dispatch.DispatchQueue;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driven.queue.SettingsVersions;
import io.openges.ports.driven.queue.SlotOccupancy;

/**
 * The stores of callbacks and of the settings they are booked by, over one truth in memory: what
 * one of them changes, the others see, and every operation is atomic over all of them. Nothing
 * outlives the process.
 *
 * <p>Safe for use by many threads at once, as are the stores it returns.
 */
public final class InMemoryStores {

  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private final InMemorySettingsStore settings = new InMemorySettingsStore(audit);
  private final InMemorySettingsStore rules = new InMemorySettingsStore(audit);
  private final InMemoryBookingStore bookings;
  private final CallbackStore callbacks;
  private final CallbackQueries queries;
  private final SlotOccupancy occupancy;
  private final Retention retention;
  private final DispatchQueue dispatchQueue;
  private final SessionStorage sessionStorage;

  /** Makes empty stores. */
  public InMemoryStores() {
    var table = new CallbackTable(
        tenant -> new SettingsVersions(settings.newest(tenant), rules.newest(tenant)));
    bookings = new InMemoryBookingStore(table);
    callbacks = new InMemoryCallbackStore(table, audit);
    queries = new InMemoryCallbackQueries(table);
    occupancy = new InMemorySlotOccupancy(table);
    retention = new InMemoryRetention(table);
    dispatchQueue = new InMemoryDispatchQueue(table);
    sessionStorage = new InMemorySessionStorage(table);
  }

  /** Returns what takes bookings. */
  public BookingStore bookings() {
    return bookings;
  }

  /** Returns what looks up idempotency keys. */
  public IdempotencyKeys idempotencyKeys() {
    return bookings;
  }

  /** Returns what reads how many places are taken. */
  public SlotOccupancy occupancy() {
    return occupancy;
  }

  /** Returns what finds and changes callbacks. */
  public CallbackStore callbacks() {
    return callbacks;
  }

  /** Returns what lists and counts callbacks. */
  public CallbackQueries queries() {
    return queries;
  }

  /** Returns what deletes old callbacks. */
  public Retention retention() {
    return retention;
  }

  /** Returns what keeps the published tables. */
  public SettingsStore settings() {
    return settings;
  }

  /** Returns what keeps the rules of all kinds. */
  public SettingsStore rules() {
    return rules;
  }

  /** Returns what hands out callbacks that wake up. */
  public DispatchQueue dispatchQueue() {
    return dispatchQueue;
  }

  /** Returns what keeps who did what. */
  public AuditLog audit() {
    return audit;
  }

  /** Returns what keeps the data of sessions. */
  public SessionStorage sessionStorage() {
    return sessionStorage;
  }
}
