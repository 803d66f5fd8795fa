package io.openges.domain.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of reasons in docs/result-codes.md has every reason there is. */
class ReasonDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "result-codes.md");

  @Test
  void everyReasonIsListedOnce() throws IOException {
    assertThat(rows().map(cells -> cells.get(1)))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ReasonCode.values()).map(Enum::name).toList());
  }

  @Test
  void onlyReasonsToWaitHaveNoCheck() throws IOException {
    Map<String, String> checks =
        rows().collect(Collectors.toMap(cells -> cells.get(1), cells -> cells.get(2)));

    assertThat(Stream.of(ReasonCode.values()).map(Enum::name).map(checks::get))
        .isEqualTo(Stream.of(ReasonCode.values())
            .map(code -> code.compareTo(ReasonCode.NOT_DUE) < 0 ? checks.get(code.name()) : "-")
            .toList());
    assertThat(checks.values()).allMatch(check -> check.matches("-|[4-9]|1[0-4]"));
    assertThat(checks)
        .containsEntry("SERVICE_UNKNOWN", "4")
        .containsEntry("PUSH_TARGET_REQUIRED", "5")
        .containsEntry("NUMBER_INVALID", "7")
        .containsEntry("SCHEDULED_DISABLED", "8")
        .containsEntry("IN_PAST", "9")
        .containsEntry("CLOSED_WEEKLY", "10")
        .containsEntry("BLACKOUT", "11")
        .containsEntry("CAPACITY_FULL", "14");
  }

  private static Stream<List<String>> rows() throws IOException {
    Function<String, List<String>> cells = line -> List.of(line.replace("`", "").split(" *\\| *"));
    return Files.readAllLines(DOCUMENT).stream()
        .filter(line -> line.matches("\\| `[A-Z0-9_]+` \\| [-0-9]+ \\|.*"))
        .map(cells);
  }
}
