package io.openges.domain.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Specification 12. */
class RegionOrderTest {

  private static final Map<String, List<String>> SERVERS =
      Map.of("eu", List.of("eu1", "eu2", "eu3"), "us", List.of("us1"), "ap", List.of("ap1", "ap2"));

  @Test
  void theRulesRegionsComeFirstThenTheOwnThenAllOthers() {
    assertThat(RegionOrder.of(List.of("us", "ap"), "eu", List.of("ap", "br", "eu", "us")))
        .containsExactly("us", "ap", "eu", "br");
    assertThat(RegionOrder.of(List.of(), "eu", List.of("ap", "eu"))).containsExactly("eu", "ap");
    assertThat(RegionOrder.of(List.of("eu"), "", List.of("ap", "eu"))).containsExactly("eu", "ap");
    assertThat(RegionOrder.of(List.of(), "", List.of("ap", "eu"))).containsExactly("ap", "eu");
  }

  @Test
  void regionsWithoutServersStayInTheOrder() {
    assertThat(RegionOrder.of(List.of("gone"), "here", List.of("eu")))
        .containsExactly("gone", "here", "eu");
    assertThat(servers(List.of("gone", "us"), Set.of(), 0)).containsExactly("us1");
  }

  @Test
  void withinARegionEveryServerHasItsTurn() {
    var regions = List.of("eu", "us");

    assertThat(servers(regions, Set.of(), 0)).containsExactly("eu1", "eu2", "eu3", "us1");
    assertThat(servers(regions, Set.of(), 1)).containsExactly("eu2", "eu3", "eu1", "us1");
    assertThat(servers(regions, Set.of(), 2)).containsExactly("eu3", "eu1", "eu2", "us1");
    assertThat(servers(regions, Set.of(), 3)).containsExactly("eu1", "eu2", "eu3", "us1");
    assertThat(servers(regions, Set.of(), Long.MAX_VALUE)).hasSize(4);
    assertThat(servers(regions, Set.of(), -1)).containsExactly("eu3", "eu1", "eu2", "us1");
  }

  @Test
  void serversThatAreDownTakeNoTurnAndComeLast() {
    assertThat(servers(List.of("eu", "us"), Set.of("eu2"), 1))
        .containsExactly("eu3", "eu1", "us1", "eu2");
    assertThat(servers(List.of("eu", "us"), Set.of("eu1", "eu2", "eu3", "us1"), 5))
        .containsExactly("eu1", "eu2", "eu3", "us1");
  }

  @Test
  void everyServerIsTriedOnce() {
    var random = new Random(12);
    var all = List.of("eu1", "eu2", "eu3", "us1", "ap1", "ap2");
    for (int i = 0; i < 1_000; i++) {
      var regions = new ArrayList<>(SERVERS.keySet());
      Collections.shuffle(regions, random);
      var down = new ArrayList<>(all);
      down.removeIf(server -> random.nextBoolean());

      assertThat(servers(regions, Set.copyOf(down), random.nextLong()))
          .containsExactlyInAnyOrderElementsOf(all);
    }
  }

  private static List<String> servers(List<String> regions, Set<String> down, long turn) {
    return RegionOrder.servers(
        regions,
        region -> SERVERS.getOrDefault(region, List.of()),
        server -> !down.contains(server),
        turn);
  }
}
