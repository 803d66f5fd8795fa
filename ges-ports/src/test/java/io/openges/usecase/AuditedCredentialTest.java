package io.openges.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.audit.AuditEntry.Action;
import io.openges.domain.push.PushAccount;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driving.credential.KeepCredential;
import io.openges.ports.memory.InMemoryAuditLog;
import io.openges.ports.memory.InMemoryCredentialStore;
import io.openges.ports.memory.InMemorySealing;
import io.openges.ports.testing.MovableTime;
import io.openges.usecase.credential.AuditedCredential;
import io.openges.usecase.credential.CredentialAudit;
import io.openges.usecase.credential.KeptCredential;
import io.openges.usecase.credential.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditedCredentialTest {

  private static final TenantId TENANT = new TenantId(new UUID(1, 2));
  private static final PushAccount ACCOUNT = new PushAccount("p", "e", "very secret");

  private final MovableTime time = new MovableTime(Instant.parse("2031-03-04T09:00:00Z"));
  private final InMemoryAuditLog log = new InMemoryAuditLog();

  @Test
  void whatIsSetAndRemovedIsKeptButNotTheCredential() {
    var kept = credential(Optional.of(new InMemorySealing()));

    kept.put(TENANT, ACCOUNT);
    assertThat(kept.find(TENANT)).contains(ACCOUNT);
    kept.remove(TENANT);

    assertThat(entries())
        .extracting(one -> one.entry().action())
        .containsExactlyInAnyOrder(Action.SET_CREDENTIALS, Action.REMOVE_CREDENTIALS);
    assertThat(entries())
        .allSatisfy(one -> assertThat(one.entry().object()).isEqualTo("credentials:push"))
        .noneSatisfy(one -> assertThat(one.toString()).contains("secret"));
  }

  @Test
  void nothingIsKeptOfWhatHadNoEffect() {
    var kept = credential(Optional.empty());

    assertThat(kept.put(TENANT, ACCOUNT)).isEmpty();
    assertThat(kept.remove(TENANT)).isFalse();

    assertThat(entries()).isEmpty();
  }

  private KeepCredential<PushAccount> credential(Optional<InMemorySealing> sealing) {
    var vault = new Vault(new InMemoryCredentialStore(), sealing.map(it -> it), time);
    return new AuditedCredential<>(
        KeptCredential.push(vault), new CredentialAudit("push", log, time));
  }

  private List<AuditLog.Kept> entries() {
    return log.list(
        new AuditLog.Filter(TENANT, null, null, null, null, new AuditLog.Page(10, null)));
  }
}
