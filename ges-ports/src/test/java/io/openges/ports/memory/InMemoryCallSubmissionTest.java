package io.openges.ports.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.queue.WaitTime;
import io.openges.ports.contract.CallSubmissionContract;
import io.openges.ports.driven.dispatch.CallSubmission;
import io.openges.ports.driven.dispatch.CallSubmission.Result;
import io.openges.ports.driven.dispatch.CallSubmission.Submission;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Queues;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryCallSubmissionTest extends CallSubmissionContract {

  private static final InMemoryCallSubmission SUBMISSIONS = new InMemoryCallSubmission();

  private final Submission submission = new Submission(
      Callbacks.scheduled().build(), Queues.alwaysOpen(), WaitTime.NO_TRAFFIC, Map.of());

  @Override
  protected CallSubmission submissions() {
    return SUBMISSIONS;
  }

  @Override
  protected List<Written> stream() {
    return SUBMISSIONS.entries().stream()
        .map(InMemoryCallSubmissionTest::written)
        .toList();
  }

  @Override
  protected void deliver() {
    SUBMISSIONS.deliver();
  }

  @Test
  void aTrimmedEntryIsNotWrittenAgain() {
    var stream = new InMemoryCallSubmission();
    stream.submit(List.of(submission));

    stream.delete("1-0");

    assertThat(stream.submit(List.of(submission)))
        .containsExactly(new Result.Written("1-0", false));
    assertThat(stream.entries()).isEmpty();
  }

  @Test
  void whatAFailoverLosesIsWrittenAgain() {
    var stream = new InMemoryCallSubmission();
    stream.submit(List.of(submission));

    stream.lose("1-0");

    assertThat(stream.submit(List.of(submission))).containsExactly(new Result.Written("2-0", true));
  }

  private static Written written(InMemoryCallSubmission.StreamEntry entry) {
    var callback = entry.submission().callback();
    return new Written(entry.id(), callback.key().id(), callback.attempt().number());
  }
}
