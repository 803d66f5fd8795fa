package io.openges.ports.contract;

import static io.openges.ports.testing.Callbacks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driven.queue.SettingsStore.Publication;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Race;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    assertThat(store().find(tenant, 1)).contains(publication("first"));
    assertThat(store().find(tenant, 2)).contains(publication("second"));
    assertThat(store().find(tenant, 3)).isEmpty();
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
  }

  @Test
  void ofRacingPublishersOneWins() throws InterruptedException {
    int rounds = 20;

    var versions = new Race(8, rounds)
        .run((caller, round) -> publish(round, "round " + round + " by " + caller));

    for (int round = 0; round < rounds; round++) {
      var results = versions.get(round);
      assertThat(results).containsOnlyOnce(Optional.of(round + 1));
      var winner = "round " + round + " by " + results.indexOf(Optional.of(round + 1));
      assertThat(store().find(tenant, round + 1)).contains(publication(winner));
    }
    assertThat(store().versions()).containsEntry(tenant, rounds);
  }

  private Optional<Integer> publish(int expected, String name) {
    return store().publish(tenant, expected, publication(name));
  }

  private static Publication publication(String name) {
    return new Publication(Map.of("name", name), NOON, "publisher");
  }
}
