package io.openges.ports.memory;

import io.openges.ports.contract.SettingsStoreContract;
import io.openges.ports.driven.queue.SettingsStore;

class InMemorySettingsStoreTest extends SettingsStoreContract {

  private static final SettingsStore STORE = new InMemorySettingsStore();

  @Override
  protected SettingsStore store() {
    return STORE;
  }
}
