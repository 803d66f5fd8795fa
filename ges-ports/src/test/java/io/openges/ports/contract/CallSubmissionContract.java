package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Attempt;
import io.openges.domain.queue.WaitTime;
import io.openges.ports.driven.dispatch.CallSubmission;
import io.openges.ports.driven.dispatch.CallSubmission.Entry;
import io.openges.ports.driven.dispatch.CallSubmission.Result;
import io.openges.ports.driven.dispatch.CallSubmission.Submission;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Queues;
import io.openges.ports.testing.Race;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CallSubmission} does; one subclass for each implementation. Every test has
 * callbacks of its own, so the stream needs no clearing and may be the same for every test.
 */
public abstract class CallSubmissionContract extends CallRevocationContract {

  @Test
  void aSubmissionBecomesAnEntry() {
    var callback = callback();

    var entryId = submit(callback);

    assertThat(entries(callback))
        .containsExactly(new Written(entryId, callback.key().id(), 1));
  }

  @Test
  void aCallbackWithEverythingCanBeSubmitted() {
    var callback = Callbacks.scheduled()
        .details(Callbacks.fullDetails())
        .e164("+15550100")
        .attempt(new Attempt(1_000_000, 2, 3, null, null))
        .build();
    var storage = Map.of("é 😀", "{\"a\":[1,null]}", "k".repeat(128), "\"\\u0000\\n\"");

    var results = submissions()
        .submit(
            List.of(new Submission(callback, Queues.alwaysOpen(), WaitTime.NO_AGENTS, storage)));

    assertThat(results).hasOnlyElementsOfType(Result.Written.class).hasSize(1);
    assertThat(entries(callback)).extracting(Written::attempt).containsExactly(1_000_000);
  }

  @Test
  void submittingAgainWritesNothing() {
    var callback = callback();
    var entryId = submit(callback);

    assertThat(submissions().submit(List.of(submission(callback))))
        .containsExactly(new Result.Written(entryId, false));
    assertThat(entries(callback)).hasSize(1);
  }

  @Test
  void submittingAgainAfterItWasReadWritesNothing() {
    var callback = callback();
    var entryId = submit(callback);
    deliver();

    assertThat(submissions().submit(List.of(submission(callback))))
        .containsExactly(new Result.Written(entryId, false));
    assertThat(entries(callback)).hasSize(1);
  }

  @Test
  void eachAttemptHasAnEntryOfItsOwn() {
    var first = callback();
    var second = attempt(first, 2);

    var entryIds = List.of(submit(first), submit(second));

    assertThat(entries(first)).extracting(Written::entryId).containsExactlyElementsOf(entryIds);
    assertThat(entries(first)).extracting(Written::attempt).containsExactly(1, 2);
  }

  @Test
  void tenantsDoNotShareFences() {
    var ours = callback();
    var theirs = Callbacks.scheduled().id(ours.key().id()).build();

    assertThat(submit(ours)).isNotEqualTo(submit(theirs));
  }

  @Test
  void entriesAndResultsAppearInTheOrderOfTheList() {
    var callbacks = IntStream.range(0, 50).mapToObj(i -> callback()).toList();

    var results = submit(callbacks);

    assertThat(results)
        .allMatch(result -> result instanceof Result.Written written && written.first());
    var written = written(callbacks);
    assertThat(written)
        .extracting(Written::callback)
        .containsExactlyElementsOf(callbacks.stream().map(c -> c.key().id()).toList());
    assertThat(written)
        .extracting(entry -> (Result) new Result.Written(entry.entryId(), true))
        .containsExactlyElementsOf(results);
  }

  @Test
  void aListMayHoldOldNewAndRevokedOnes() {
    var old = callback();
    var revoked = callback();
    var fresh = callback();
    var oldEntry = submit(old);
    submissions().revoke(revoked.key(), 1, null);

    var results = submit(List.of(revoked, old, fresh, fresh));

    var freshEntry = entries(fresh).get(0).entryId();
    assertThat(results)
        .containsExactly(
            new Result.Revoked(),
            new Result.Written(oldEntry, false),
            new Result.Written(freshEntry, true),
            new Result.Written(freshEntry, false));
    assertThat(written(List.of(revoked, old, fresh))).hasSize(2);
  }

  @Test
  void nothingToSubmitHasNoResults() {
    assertThat(submissions().submit(List.of())).isEmpty();
  }

  @Test
  void anEntryIsUnreadUntilAConsumerHasIt() {
    var entryId = submit(callback());

    assertThat(submissions().look(entryId)).isEqualTo(Entry.UNREAD);
    deliver();
    assertThat(submissions().look(entryId)).isEqualTo(Entry.DELIVERED);
  }

  @Test
  void oneDeliveredEntryDoesNotMakeTheNextDelivered() {
    submit(callback());
    deliver();

    assertThat(submissions().look(submit(callback()))).isEqualTo(Entry.UNREAD);
  }

  @Test
  void anEntryThatNeverWasIsGone() {
    assertThat(submissions().look("1-1")).isEqualTo(Entry.GONE);
  }

  @Test
  void racingNodesWriteEachAttemptOnce() throws InterruptedException {
    var batches = IntStream.range(0, 30)
        .mapToObj(round -> IntStream.range(0, 5).mapToObj(i -> callback()).toList())
        .toList();

    var results = new Race(8, 30).run((caller, round) -> submit(batches.get(round)));

    for (int round = 0; round < 30; round++) {
      var written = written(batches.get(round));
      assertThat(written).hasSize(5);
      assertOneWriterEach(results.get(round), written);
    }
  }

  private static void assertOneWriterEach(List<List<Result>> byCaller, List<Written> written) {
    for (int i = 0; i < written.size(); i++) {
      int place = i;
      var results =
          byCaller.stream().map(all -> (Result.Written) all.get(place)).toList();
      assertThat(results).filteredOn(Result.Written::first).hasSize(1);
      assertThat(results)
          .extracting(Result.Written::entryId)
          .containsOnly(byId(written, results.get(0).entryId()).entryId());
    }
  }

  private static Written byId(List<Written> written, String entryId) {
    return written.stream().filter(e -> e.entryId().equals(entryId)).findFirst().orElseThrow();
  }
}
