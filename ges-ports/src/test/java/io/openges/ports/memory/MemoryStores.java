package io.openges.ports.memory;

import io.openges.ports.contract.Stores;
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

/** The in-memory stores under test. Safe for use by many threads at once. */
final class MemoryStores implements Stores {

  private final InMemoryStores stores = new InMemoryStores();

  @Override
  public BookingStore bookings() {
    return stores.bookings();
  }

  @Override
  public IdempotencyKeys idempotencyKeys() {
    return stores.idempotencyKeys();
  }

  @Override
  public SlotOccupancy occupancy() {
    return stores.occupancy();
  }

  @Override
  public CallbackStore callbacks() {
    return stores.callbacks();
  }

  @Override
  public AuditLog audit() {
    return stores.audit();
  }

  @Override
  public CallbackQueries queries() {
    return stores.queries();
  }

  @Override
  public Retention retention() {
    return stores.retention();
  }

  @Override
  public DispatchQueue dispatchQueue() {
    return stores.dispatchQueue();
  }

  @Override
  public SessionStorage sessionStorage() {
    return stores.sessionStorage();
  }

  @Override
  public SettingsStore settings() {
    return stores.settings();
  }

  @Override
  public SettingsStore rules() {
    return stores.rules();
  }
}
