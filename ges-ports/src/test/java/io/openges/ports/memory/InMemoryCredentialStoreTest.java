package io.openges.ports.memory;

import io.openges.ports.contract.CredentialStoreContract;
import io.openges.ports.driven.credential.CredentialStore;

class InMemoryCredentialStoreTest extends CredentialStoreContract {

  private final InMemoryCredentialStore store = new InMemoryCredentialStore();

  @Override
  protected CredentialStore store() {
    return store;
  }
}
