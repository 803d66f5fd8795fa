package io.openges.adapter.ors.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openges.adapter.ors.session.SessionConfig;
import io.openges.adapter.ors.urs.UrsConfig;
import io.openges.domain.callback.Revocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/voice-platform.md says of the stream is what entries have. */
class StreamDocumentTest {

  private final List<String> lines = Files.readAllLines(Path.of("..", "docs", "voice-platform.md"));
  private final StreamEntry entry =
      new StreamEntry("http://ges.ges/", (tenant, queue) -> List.of());

  StreamDocumentTest() throws IOException {}

  @Test
  void everyFieldIsListedInItsOrder() {
    assertThat(names("| field |"))
        .containsExactlyElementsOf(entry.fields(Examples.rich()).keySet());
  }

  @Test
  void everyKeyOfTheDataIsListedOnce() throws JsonProcessingException {
    var data = new ObjectMapper().readTree(entry.fields(Examples.rich()).get("data"));

    assertThat(names("| key of `data` |"))
        .containsExactlyInAnyOrderElementsOf(() -> data.fieldNames());
  }

  @Test
  void theEventsHaveTheirReasons() {
    var events = table("| event |").toList();

    assertThat(events.stream().map(row -> row.split(" \\| ", -1)[0]))
        .contains("| `" + Revocation.CANCEL + "`", "| `" + Revocation.REVOKED + "`")
        .hasSize(4);
    for (var row : events) {
      var cells = row.replace("`", "").split(" *\\| *", -1);
      assertThat(cells[2]).isEqualTo(cells[1].replace("callback.", "").toUpperCase(Locale.ROOT));
    }
  }

  @Test
  void theStreamAndThePortsAreTheUsualOnes() {
    assertThat(String.join("\n", lines))
        .contains("the stream `" + StreamConfig.DEFAULT_STREAM + "`")
        .contains("(GES_ORS_NODES, port " + SessionConfig.DEFAULT_PORT + " unless")
        .contains("(GES_URS_NODES, port " + UrsConfig.DEFAULT_PORT + " unless");
  }

  private Stream<String> names(String header) {
    return table(header)
        .map(row -> row.split(" \\| ", -1)[0].replaceAll("[|` ]", ""))
        .flatMap(cell -> Arrays.stream(cell.split(",", -1)));
  }

  private Stream<String> table(String header) {
    return lines.stream()
        .dropWhile(line -> !line.startsWith(header))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"));
  }
}
