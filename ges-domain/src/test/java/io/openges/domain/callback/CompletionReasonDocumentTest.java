package io.openges.domain.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of docs/result-codes.md have every reason for which GES itself ends a callback. */
class CompletionReasonDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "result-codes.md");

  private static List<String> constants() throws IllegalAccessException {
    List<String> constants = new ArrayList<>();
    for (var field : CompletionReason.class.getFields()) {
      constants.add(String.valueOf(field.get(null)));
    }
    return constants;
  }

  /** Returns the first column of the table below a header. */
  private static List<String> listed(String header) throws IOException {
    return Files.readAllLines(DOCUMENT).stream()
        .dropWhile(line -> !line.equals(header))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Arrays.asList(line.split("`", -1)).get(1))
        .toList();
  }

  private static boolean isOwn(String reason) {
    return new CompletionReason(reason).isOwn();
  }

  @Test
  void everyReasonOfGesIsListed() throws IOException, IllegalAccessException {
    assertThat(listed("| reason | set when |"))
        .containsExactlyInAnyOrderElementsOf(
            constants().stream().filter(CompletionReasonDocumentTest::isOwn).toList());
  }

  @Test
  void theOthersAreWordsThatSessionsMayReport() throws IOException {
    assertThat(listed("| reason | reported when |"))
        .contains(CompletionReason.AGENT_CONNECTED.value())
        .noneMatch(CompletionReasonDocumentTest::isOwn);
  }
}
