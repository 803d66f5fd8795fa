package io.openges.ports.contract;

import static io.openges.ports.testing.Callbacks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driven.queue.SettingsStore.Publication;
import io.openges.ports.driven.queue.SettingsStore.Stamp;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Race;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link SettingsStore} does; one subclass for each implementation. Every test has a
 * tenant of its own, so the store needs no clearing and may be the same for every test.
 */
@Timeout(120)
public abstract class SettingsStoreContract {

  private final TenantId tenant = Callbacks.anyTenant();

  /** Returns the store under test. */
  protected abstract SettingsStore store();

  @Test
  void aTenantThatHasNotPublishedHasNoVersion() {
    assertThat(store().versions()).doesNotContainKey(tenant);
    assertThat(store().newest(tenant)).isZero();
    assertThat(store().find(tenant, 0)).isEmpty();
    assertThat(store().find(tenant, 1)).isEmpty();
  }

  @Test
  void theFirstPublicationIsVersionOne() {
    assertThat(publish(0, "first")).contains(1);

    assertThat(store().versions()).containsEntry(tenant, 1);
    assertThat(store().find(tenant, 1)).contains(publication("first"));
  }

  @Test
  void eachPublicationIsTheNextVersionAndTheOldOnesStay() {
    publish(0, "first");

    assertThat(publish(1, "second")).contains(2);

    assertThat(store().versions()).containsEntry(tenant, 2);
    assertThat(store().newest(tenant)).isEqualTo(2);
    assertThat(store().find(tenant, 1)).contains(publication("first"));
    assertThat(store().find(tenant, 2)).contains(publication("second"));
    assertThat(store().find(tenant, 3)).isEmpty();
    assertThat(store().find(tenant, 0)).isEmpty();
  }

  @Test
  void aPublicationOverAnotherOneThanTheNewestIsRefused() {
    assertThat(publish(1, "too high")).isEmpty();
    publish(0, "first");
    publish(1, "second");

    for (int expected : new int[] {-1, 0, 1, 3}) {
      assertThat(publish(expected, "late")).as("over %s", expected).isEmpty();
    }

    assertThat(store().versions()).containsEntry(tenant, 2);
    assertThat(store().find(tenant, 2)).contains(publication("second"));
  }

  @Test
  void aRefusedFirstPublicationLeavesNothingBehind() {
    publish(1, "too high");

    assertThat(store().versions()).doesNotContainKey(tenant);
    assertThat(store().find(tenant, 2)).isEmpty();
  }

  @Test
  void tenantsPublishApart() {
    var other = Callbacks.anyTenant();
    publish(0, "first");
    publish(1, "second");

    assertThat(store().publish(other, 0, publication("theirs"))).contains(1);

    assertThat(store().versions()).containsEntry(tenant, 2).containsEntry(other, 1);
    assertThat(store().find(tenant, 1)).contains(publication("first"));
    assertThat(store().find(other, 1)).contains(publication("theirs"));
    assertThat(store().find(other, 2)).isEmpty();
  }

  @Test
  void theContentComesBackAsItWas() {
    Map<String, Object> content = Map.of(
        "formatVersion",
        1,
        "queues",
        Map.of(
            "VQ é '\"\\ {}.$ 😀", Map.of("a", true, "b", 0.25, "c", -7, "d", ""),
            "", Map.of()),
        "list",
        List.of("x", 3, false, List.of(), Map.of("k", List.of(1, 2)), "\u200f\n\t"),
        "large",
        Integer.MAX_VALUE,
        "larger",
        4_000_000_000_000L);
    var publication = new Publication(content, NOON.plusMillis(7), "me é\"'");

    store().publish(tenant, 0, publication);

    assertThat(store().find(tenant, 1)).contains(publication);
  }

  @Test
  void theContentMayBeEmptyAndThePublisherUnknown() {
    var publication = new Publication(Map.of(), NOON, null);

    store().publish(tenant, 0, publication);

    assertThat(store().find(tenant, 1)).contains(publication);
  }

  @Test
  void aLargeTableComesBack() {
    var rows = new HashMap<String, Object>();
    for (int i = 0; i < 2000; i++) {
      rows.put("VQ_" + i, Map.of("dialPrefix", "9".repeat(100), "priority", i));
    }
    var publication = new Publication(Map.of("queues", rows), NOON, "");

    store().publish(tenant, 0, publication);

    assertThat(store().find(tenant, 1)).contains(publication);
  }

  @Test
  void whatIsDoneToTheContentLaterDoesNotReachTheStore() {
    var inner = new ArrayList<Object>(List.of("a"));
    var content = new HashMap<String, Object>(Map.of("list", inner));
    store().publish(tenant, 0, new Publication(content, NOON, null));

    inner.add("b");
    content.put("more", 1);

    assertThat(store().find(tenant, 1).orElseThrow().content())
        .isEqualTo(Map.of("list", List.of("a")));
  }

  @Test
  void theLastFiftyVersionsAreKept() {
    for (int version = 0; version < 52; version++) {
      publish(version, "v" + (version + 1));
    }

    assertThat(store().versions()).containsEntry(tenant, 52);
    assertThat(store().find(tenant, 2)).isEmpty();
    assertThat(store().find(tenant, 3)).contains(publication("v3"));
    assertThat(store().find(tenant, 52)).contains(publication("v52"));
    assertThat(store().history(tenant)).hasSize(50);
  }

  @Test
  void theHistoryNamesTheKeptVersionsTheNewestFirst() {
    publish(0, "first");
    store().publish(tenant, 1, new Publication(Map.of(), NOON.plusMillis(1), null));
    store().publish(Callbacks.anyTenant(), 0, publication("theirs"));

    assertThat(store().history(tenant))
        .containsExactly(new Stamp(2, NOON.plusMillis(1), null), new Stamp(1, NOON, "publisher"));
    assertThat(store().history(Callbacks.anyTenant())).isEmpty();
  }

  @Test
  void ofRacingPublishersOneWins() throws InterruptedException {
    var won = new Race(8, 5).run((caller, round) -> publishUpTo(8 * (round + 1), "by " + caller));

    assertThat(won.stream().flatMap(List::stream).flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 40).boxed().toList());
    assertThat(store().versions()).containsEntry(tenant, 40);
    for (int round = 0; round < 5; round++) {
      for (int caller = 0; caller < 8; caller++) {
        var winner = publication("by " + caller);
        assertThat(won.get(round).get(caller))
            .allSatisfy(version -> assertThat(store().find(tenant, version)).contains(winner));
      }
    }
  }

  /** Publishes over whatever is the newest version, and returns the versions that it made. */
  private List<Integer> publishUpTo(int last, String name) {
    var won = new ArrayList<Integer>();
    int newest = newest();
    while (newest < last) {
      publish(newest, name).ifPresent(won::add);
      newest = newest();
    }
    return won;
  }

  private int newest() {
    return store().versions().getOrDefault(tenant, 0);
  }

  private Optional<Integer> publish(int expected, String name) {
    return store().publish(tenant, expected, publication(name));
  }

  private static Publication publication(String name) {
    return new Publication(Map.of("name", name), NOON, "publisher");
  }
}
