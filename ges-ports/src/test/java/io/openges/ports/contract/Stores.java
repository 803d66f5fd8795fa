package io.openges.ports.contract;

import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driven.callback.BookingStore;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.callback.IdempotencyKeys;
import io.openges.ports.driven.callback.Retention;
import io.openges.ports.driven.callback.SessionStorage;
import io.openges.ports.driven.dispatch.DispatchQueue;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driven.queue.SlotOccupancy;

/**
 * The stores under test, over one truth. Implementations are safe for use by many threads at once.
 */
public interface Stores {

  /** Returns what takes bookings. */
  BookingStore bookings();

  /** Returns what looks up idempotency keys. */
  IdempotencyKeys idempotencyKeys();

  /** Returns what reads how many places are taken. */
  SlotOccupancy occupancy();

  /** Returns what finds and changes callbacks. */
  CallbackStore callbacks();

  /** Returns what lists and counts callbacks. */
  CallbackQueries queries();

  /** Returns what deletes old callbacks. */
  Retention retention();

  /** Returns what hands out callbacks that wake up. */
  DispatchQueue dispatchQueue();

  /** Returns what keeps the data of sessions. */
  SessionStorage sessionStorage();

  /** Returns what keeps who did what. */
  AuditLog audit();

  /** Returns what keeps the published tables. */
  SettingsStore settings();

  /** Returns what keeps the capacity rules. */
  SettingsStore rules();
}
