package io.openges.usecase;

import static io.openges.ports.testing.Engine.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.TenantSettings;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driven.queue.SettingsVersions;
import io.openges.ports.memory.InMemorySettingsStore;
import io.openges.ports.phone.LinearExpressions;
import io.openges.ports.testing.Hours;
import io.openges.ports.testing.Settings;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A store that was restored, or failed over, may have lost publications, and gives their numbers to
 * others.
 */
class LostPublicationTest {

  private static final SettingsStore.Publication RULES = publication(Map.of(
      "rules",
      Map.of("Never", Map.of("cellMinutes", 60, "cells", Map.of())),
      "assignments",
      Map.of("VQ", "Never")));

  private final Restorable tables = new Restorable();
  private final Restorable rules = new Restorable();
  private final SettingsSnapshots snapshots =
      new SettingsSnapshots(tables, rules, new LinearExpressions());

  @Test
  void aNodeGoesBackToTheTableThatIsLeft() {
    given("VQ_First", "VQ_Lost", "VQ_Lost too");
    snapshots.refresh();
    assertThat(snapshots.queue(TENANT, new QueueName("VQ_Lost too"))).isPresent();

    tables.restore();
    given("VQ_First");
    snapshots.refresh();
    assertThat(versions()).isEqualTo(new SettingsVersions(1, 0));
    assertThat(snapshots.queue(TENANT, new QueueName("VQ_First"))).isPresent();

    tables.publish(TENANT, 1, table("VQ_Second"));
    snapshots.refresh();
    assertThat(versions()).isEqualTo(new SettingsVersions(2, 0));
    assertThat(snapshots.queue(TENANT, new QueueName("VQ_Second"))).isPresent();
    assertThat(snapshots.queue(TENANT, new QueueName("VQ_Lost"))).isEmpty();
  }

  @Test
  void aNumberThatWasGivenAnewIsLoadedAlthoughItIsLower() {
    given("VQ_First", "VQ_Lost", "VQ_Lost too");
    snapshots.refresh();

    tables.restore();
    given("VQ_First", "VQ_Second");
    snapshots.refresh();

    assertThat(snapshots.queue(TENANT, new QueueName("VQ_Second"))).isPresent();
  }

  @Test
  void whereNothingIsLeftNothingIsInForce() {
    given("VQ");
    rules.publish(TENANT, 0, RULES);
    snapshots.refresh();
    assertThat(versions()).isEqualTo(new SettingsVersions(1, 1));

    rules.restore();
    snapshots.refresh();
    assertThat(versions()).isEqualTo(new SettingsVersions(1, 0));
    assertThat(snapshots.queue(TENANT, new QueueName("VQ"))).isPresent();

    tables.restore();
    snapshots.refresh();
    assertThat(versions()).isEqualTo(SettingsVersions.NONE);
    assertThat(snapshots.of(TENANT)).isEqualTo(TenantSettings.NONE);
  }

  @Test
  void whatWasJudgedByLostVersionsDiffers() {
    assertThat(new SettingsVersions(3, 0).differFrom(new SettingsVersions(2, 0)))
        .isTrue();
    assertThat(new SettingsVersions(2, 1).differFrom(new SettingsVersions(2, 0)))
        .isTrue();
    assertThat(new SettingsVersions(2, 0).differFrom(new SettingsVersions(2, 0)))
        .isFalse();
  }

  private SettingsVersions versions() {
    return snapshots.current(TENANT).versions();
  }

  private void given(String... queues) {
    for (int version = 0; version < queues.length; version++) {
      tables.publish(TENANT, version, table(queues[version]));
    }
  }

  private static SettingsStore.Publication table(String queue) {
    return publication(Settings.empty()
        .hours("h", Hours.always("Etc/UTC"))
        .queue(queue, "h", 1)
        .content());
  }

  private static SettingsStore.Publication publication(Map<String, Object> content) {
    return new SettingsStore.Publication(content, Instant.EPOCH, null);
  }

  /** Loses everything when it is told so. */
  private static final class Restorable implements SettingsStore {

    private SettingsStore store = new InMemorySettingsStore();

    void restore() {
      store = new InMemorySettingsStore();
    }

    @Override
    public Map<TenantId, Integer> versions() {
      return store.versions();
    }

    @Override
    public int newest(TenantId tenant) {
      return store.newest(tenant);
    }

    @Override
    public Optional<Publication> find(TenantId tenant, int version) {
      return store.find(tenant, version);
    }

    @Override
    public List<Stamp> history(TenantId tenant) {
      return store.history(tenant);
    }

    @Override
    public Optional<Integer> publish(
        TenantId tenant, int expected, Publication publication, @Nullable AuditEntry audit) {
      return store.publish(tenant, expected, publication, audit);
    }
  }
}
