package io.openges.app.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.openapi.Operations.Operation;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Which answers of some HTTP codes came, to be held against both documents. Safe for use by many
 * threads at once.
 */
final class Seen {

  private final Set<String> statuses;
  private final Set<String> seen = new ConcurrentSkipListSet<>();

  /** Looks for these HTTP codes. */
  Seen(String... statuses) {
    this.statuses = Set.of(statuses);
  }

  /**
   * Notes an answer.
   *
   * @throws AssertionError if it is not documented
   */
  void note(Question question, Answer answer) {
    var status = Integer.toString(answer.status());
    assertThat(question.operation().statuses())
        .as("%s: %s", question, answer.text())
        .contains(status);
    if (statuses.contains(status)) {
      seen.add(line(question.operation(), status));
    }
  }

  /** Returns how many different answers came of those that are looked for. */
  int count() {
    return seen.size();
  }

  /** Says whether an operation is documented to have one of the answers that are looked for. */
  boolean isAbout(Operation operation) {
    return operation.statuses().stream().anyMatch(statuses::contains);
  }

  /** Checks that each documented answer came. */
  void isAllThatIsDocumented() {
    var documented = new TreeSet<String>();
    for (var operation : Operations.both()) {
      operation.statuses().stream()
          .filter(statuses::contains)
          .forEach(status -> documented.add(line(operation, status)));
    }
    assertThat(seen).isEqualTo(documented);
  }

  private static String line(Operation operation, String status) {
    return operation.listener() + ": " + operation + " -> " + status;
  }
}
