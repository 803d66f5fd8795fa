package io.openges.domain.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of columns in docs/publication.md is what a publication is read by. */
class PublicationDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "publication.md");

  @Test
  void everyColumnIsListedWithItsValuesAndItsDefault() throws IOException {
    assertThat(rows())
        .containsExactlyInAnyOrderElementsOf(Columns.ALL.stream()
            .map(column -> new Row(column.name(), column.values().expected(), fallback(column)))
            .toList());
  }

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(DOCUMENT).stream()
        .filter(line -> line.matches("\\| `[a-zA-Z0-9]+` \\|.*"))
        .map(line -> line.replace("\\", "").split(" *\\| *", 6))
        .filter(cells -> !cells[4].isEmpty())
        .map(cells -> new Row(cells[1].replace("`", ""), cells[2], cells[3]))
        .toList();
  }

  private static String fallback(Column column) {
    if (column.required()) {
      return "required";
    }
    var fallback = column.fallback();
    if (fallback == null) {
      return "none";
    }
    return fallback.equals("") ? "empty" : fallback.toString();
  }

  /** A line of the table, without what it means. */
  private record Row(String name, String values, String fallback) {}
}
