package io.openges.usecase.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.callback.Callback;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.memory.InMemorySettingsStore;
import io.openges.ports.phone.LinearExpressions;
import io.openges.ports.testing.Callbacks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettingsSnapshotsTest {

  private boolean published;
  private int loads;
  private final SettingsSnapshots snapshots = new SettingsSnapshots(
      new CountingStore(), new InMemorySettingsStore(), new LinearExpressions());

  @Test
  void anOldVersionIsLoadedOnce() {
    published = true;
    var callback = Callbacks.scheduled().build();

    snapshots.rowFor(callback);
    snapshots.rowFor(callback);

    assertThat(loads).isEqualTo(1);
  }

  @Test
  void aVersionThatIsNotThereIsLookedForAgain() {
    var callback = Callbacks.scheduled().build();

    snapshots.rowFor(callback);
    snapshots.rowFor(callback);

    assertThat(loads).isEqualTo(2);
  }

  @Test
  void oldVersionsThatNobodyAskedForLatelyAreForgotten() {
    published = true;
    var callbacks = IntStream.range(0, 200)
        .mapToObj(n -> Callbacks.scheduled().tenant(Callbacks.anyTenant()).build())
        .toList();
    Callback often = callbacks.get(0);
    callbacks.forEach(callback -> {
      snapshots.rowFor(callback);
      snapshots.rowFor(often);
    });
    assertThat(loads).isEqualTo(200);

    snapshots.rowFor(callbacks.get(1));

    assertThat(loads).isEqualTo(201);
  }

  /** Has no version in force, as where all queues were removed. */
  private final class CountingStore implements SettingsStore {

    @Override
    public Map<TenantId, Integer> versions() {
      return Map.of();
    }

    @Override
    public int newest(TenantId tenant) {
      return 0;
    }

    @Override
    public Optional<Publication> find(TenantId tenant, int version) {
      loads++;
      var content =
          Map.<String, Object>of("formatVersion", 1, "businessHours", Map.of(), "queues", Map.of());
      return published
          ? Optional.of(new Publication(content, Instant.EPOCH, null))
          : Optional.empty();
    }

    @Override
    public List<Stamp> history(TenantId tenant) {
      return List.of();
    }

    @Override
    public Optional<Integer> publish(
        TenantId tenant, int expected, Publication publication, @Nullable AuditEntry audit) {
      throw new UnsupportedOperationException("published by nobody");
    }
  }
}
