package io.openges.usecase.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.audit.AuditEntry.Action;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driven.credential.CredentialName;
import io.openges.ports.driven.credential.CredentialStore;
import io.openges.ports.driven.credential.Sealing;
import io.openges.ports.memory.InMemoryAuditLog;
import io.openges.ports.memory.InMemoryCredentialStore;
import io.openges.ports.memory.InMemorySealing;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.MovableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {

  private static final Map<String, String> SECRET = Map.of("user", "u:1", "password", "3:é");

  private final MovableTime time = new MovableTime(Callbacks.BOOKED_AT);
  private final Interrupted store = new Interrupted();
  private final Sealing sealing = new InMemorySealing();
  private final Vault vault = new Vault(store, Optional.of(sealing), time);
  private final CredentialName name = new CredentialName(Callbacks.anyTenant(), "gws", "login");

  @Test
  void whatIsPutIsFoundSealedAndDated() {
    assertThat(vault.find(name)).isEmpty();

    assertThat(vault.put(name, SECRET)).isEqualTo(Callbacks.BOOKED_AT);

    assertThat(vault.find(name)).contains(SECRET);
    assertThat(vault.standing(name)).contains(new Vault.Standing(Callbacks.BOOKED_AT, true));
    assertThat(store.find(name).orElseThrow().sealed()).doesNotContain("3:é");
  }

  @Test
  void whatIsSetAndRemovedIsInTheAuditButNotTheSecret() {
    vault.put(name, SECRET);
    time.advance(Duration.ofSeconds(1));
    assertThat(vault.remove(name)).isTrue();
    assertThat(vault.remove(name)).isFalse();

    assertThat(store.entries(name.tenant()))
        .containsExactly(
            entry(Action.REMOVE_CREDENTIALS, Callbacks.BOOKED_AT.plusSeconds(1)),
            entry(Action.SET_CREDENTIALS, Callbacks.BOOKED_AT));
  }

  @Test
  void anotherNodeKnowsAChangeInFiveSeconds() {
    var other = new Vault(store, Optional.of(sealing), time);
    vault.put(name, SECRET);
    assertThat(other.find(name)).contains(SECRET);
    vault.remove(name);
    assertThat(vault.find(name)).isEmpty();

    time.advance(Duration.ofSeconds(5).minusMillis(1));
    assertThat(other.find(name)).contains(SECRET);
    time.advance(Duration.ofMillis(1));
    assertThat(other.find(name)).isEmpty();
  }

  @Test
  void whatWasReadServesWhileTheStoreIsAway() {
    vault.put(name, SECRET);
    vault.find(name);
    store.away = true;

    time.advance(Duration.ofDays(1));
    assertThat(vault.find(name)).contains(SECRET);
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(() -> vault.find(new CredentialName(Callbacks.anyTenant(), "gws", "login")));
  }

  @Test
  void withoutAKeyNothingIsKeptAndNothingIsFound() {
    vault.put(name, SECRET);
    var keyless = new Vault(store, Optional.empty(), time);

    assertThat(keyless.hasKey()).isFalse();
    assertThat(keyless.find(name)).isEmpty();
    assertThat(keyless.standing(name)).contains(new Vault.Standing(Callbacks.BOOKED_AT, false));
    assertThatIllegalStateException().isThrownBy(() -> keyless.put(name, SECRET));
  }

  @Test
  void underAnotherKeyASecretIsThereButOfNoUse() {
    vault.put(name, SECRET);
    var other = new Vault(store, Optional.of(new InMemorySealing()), time);

    assertThat(other.find(name)).isEmpty();
    assertThat(other.standing(name).orElseThrow().isUsable()).isFalse();
  }

  @Test
  void anyFieldsArePackedAndUnpacked() {
    var random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      var fields = Map.of("a" + text(random), text(random), "b" + text(random), text(random));
      assertThat(PackedFields.unpack(PackedFields.pack(fields))).contains(fields);
    }
    assertThat(PackedFields.unpack("")).contains(Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1", "1:", "1:a", "1:a2:b", "-1:a", "1:a9999999:b", ":a"})
  void whatWasNotPackedIsNotUnpacked(String text) {
    assertThat(PackedFields.unpack(text)).isEmpty();
  }

  private AuditEntry entry(Action action, Instant at) {
    return new AuditEntry(name.tenant(), at, AuditEntry.INTERNAL, action, "credentials:gws", null);
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append("0:9é\n".charAt(random.nextInt(5)));
    }
    return text.toString();
  }

  /** A store that may be away. */
  private static final class Interrupted implements CredentialStore {
    private final InMemoryAuditLog audit = new InMemoryAuditLog();
    private final InMemoryCredentialStore store = new InMemoryCredentialStore(audit);
    private boolean away;

    private List<AuditEntry> entries(TenantId tenant) {
      var page = new AuditLog.Page(10, null);
      return audit.list(new AuditLog.Filter(tenant, null, null, null, null, page)).stream()
          .map(AuditLog.Kept::entry)
          .toList();
    }

    @Override
    public void put(CredentialName name, Kept kept, AuditEntry audit) {
      store.put(name, kept, audit);
    }

    @Override
    public Optional<Kept> find(CredentialName name) {
      if (away) {
        throw new DependencyUnavailableException(Dependency.POSTGRESQL, "find");
      }
      return store.find(name);
    }

    @Override
    public List<CredentialName> list(TenantId tenant, String purpose) {
      return store.list(tenant, purpose);
    }

    @Override
    public boolean remove(CredentialName name, AuditEntry audit) {
      return store.remove(name, audit);
    }
  }
}
