package io.openges.ports.memory;

import io.openges.ports.contract.CredentialStoreContract;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driven.credential.CredentialStore;

class InMemoryCredentialStoreTest extends CredentialStoreContract {

  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private final InMemoryCredentialStore store = new InMemoryCredentialStore(audit);

  @Override
  protected CredentialStore store() {
    return store;
  }

  @Override
  protected AuditLog audit() {
    return audit;
  }
}
