package io.openges.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.gws.GwsService;
import io.openges.adapter.ors.http.PlatformClient;
import io.openges.app.push.PushWorker;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.queue.WaitTimeCache;
import io.openges.ports.driven.statistics.StatisticsCache;
import io.openges.ports.driven.tenant.HeardTenants;
import io.openges.ports.driven.tenant.KnownKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/neighbours.md says is what the code does, as far as the code says it in one place. */
class NeighboursDocumentTest {

  private final List<String> lines;

  NeighboursDocumentTest() throws IOException {
    var here = Path.of("docs/neighbours.md");
    lines = Files.readAllLines(Files.exists(here) ? here : Path.of("..").resolve(here));
  }

  @Test
  void everyNeighbourHasALine() {
    var labels = lines.stream()
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| ") && !line.startsWith("| neighbour"))
        .map(line -> line.split("\\|", -1)[1].strip())
        .collect(Collectors.toSet());

    assertThat(labels)
        .isEqualTo(
            Arrays.stream(Dependency.values()).map(Dependency::label).collect(Collectors.toSet()));
  }

  @Test
  void theLimitsAreThoseOfTheAdapters() {
    for (var gws : List.of("gwsAuth", "gwsEnvironment", "gwsConfiguration", "gwsStatistics")) {
      assertThat(cells(gws).get(2)).startsWith(GwsService.ANSWER_LIMIT.toSeconds() + " s");
      assertThat(cells(gws).get(3)).endsWith(", " + GwsService.REST.toSeconds() + " s");
    }
    for (var platform : List.of("ors", "urs")) {
      assertThat(cells(platform).get(2)).contains(PlatformClient.LONGEST_CALL.toSeconds() + " s");
    }
    assertThat(String.join("\n", lines))
        .contains("larger than " + (GwsService.MAX_ANSWER_BYTES >> 20) + " MiB");
  }

  @Test
  void pushesAreTriedAsOftenAsTheWorkerDoes() {
    assertThat(PushWorker.TRIES).isEqualTo(3);
    assertThat(cells("Firebase").get(4))
        .startsWith("429, 5xx, 401 and no connection: twice,")
        .contains("silence: never");
  }

  @Test
  void theAgesAreThoseOfTheCode() {
    assertThat(cells("figures (Statistics)").get(3))
        .isEqualTo(StatisticsCache.LIFE.toMinutes() + " min");
    assertThat(cells("waiting times").get(3)).startsWith(WaitTimeCache.LIFE.toSeconds() + " s");
    assertThat(cells("whose an API key is").get(3)).startsWith(KnownKeys.LIFE.toHours() + " h");
    assertThat(cells("origins that a tenant allows").get(3))
        .startsWith(HeardTenants.LIFE.toHours() + " h");
  }

  private List<String> cells(String first) {
    return lines.stream()
        .filter(line -> line.startsWith("| " + first + " |"))
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .findFirst()
        .orElseThrow();
  }
}
