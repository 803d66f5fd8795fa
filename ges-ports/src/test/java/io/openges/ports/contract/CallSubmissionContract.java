package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link CallSubmission} does; one subclass for each implementation. Every test has
 * callbacks of its own, so the stream needs no clearing and may be the same for every test.
 */
@Timeout(120)
public abstract class CallSubmissionContract {

  /**
   * Returns what is under test. Its stream has one consumer group, which reads only when
   * {@link #deliver} is called.
   */
  protected abstract CallSubmission submissions();

  /** Returns the whole stream, oldest entry first. */
  protected abstract List<Written> stream();

  /** Lets the consumer group read everything it has not read yet. */
  protected abstract void deliver();

  /**
   * An entry of the stream.
   *
   * @param entryId its id
   * @param callback the callback it names
   * @param attempt the attempt it names
   */
  public record Written(String entryId, CallbackId callback, int attempt) {}

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
  void aRevokedAttemptGetsNoEntry() {
    var callback = callback();

    assertThat(submissions().revoke(callback.key(), 1, null)).isEqualTo(Entry.GONE);

    assertThat(submit(List.of(callback))).containsExactly(new Result.Revoked());
    assertThat(entries(callback)).isEmpty();
  }

  @Test
  void revokingDeletesAnEntryNobodyHasRead() {
    var callback = callback();
    var entryId = submit(callback);

    assertThat(submissions().revoke(callback.key(), 1, entryId)).isEqualTo(Entry.GONE);

    assertThat(submissions().look(entryId)).isEqualTo(Entry.GONE);
    assertThat(entries(callback)).isEmpty();
    assertThat(submit(List.of(callback))).containsExactly(new Result.Revoked());
  }

  @Test
  void theFenceRemembersTheEntryToDelete() {
    var callback = callback();
    submit(callback);

    assertThat(submissions().revoke(callback.key(), 1, null)).isEqualTo(Entry.GONE);

    assertThat(entries(callback)).isEmpty();
  }

  @Test
  void revokingLeavesADeliveredEntryAndSaysSo() {
    var callback = callback();
    var entryId = submit(callback);
    deliver();

    assertThat(submissions().revoke(callback.key(), 1, entryId)).isEqualTo(Entry.DELIVERED);
    assertThat(submit(List.of(callback))).containsExactly(new Result.Revoked());
  }

  @Test
  void erasingDeletesAReadEntryToo() {
    var callback = callback();
    submit(callback);
    deliver();
    submissions().erase(callback.key(), 1, null);
    assertThat(entries(callback)).isEmpty();
  }

  @Test
  void revokingTwiceIsHarmless() {
    var unread = callback();
    var delivered = callback();
    var deliveredEntry = submit(delivered);
    deliver();
    var unreadEntry = submit(unread);
    submissions().revoke(unread.key(), 1, unreadEntry);
    submissions().revoke(delivered.key(), 1, deliveredEntry);

    assertThat(submissions().revoke(unread.key(), 1, unreadEntry)).isEqualTo(Entry.GONE);
    assertThat(submissions().revoke(unread.key(), 1, null)).isEqualTo(Entry.GONE);
    assertThat(submissions().revoke(delivered.key(), 1, deliveredEntry)).isEqualTo(Entry.DELIVERED);
    assertThat(submit(List.of(unread, delivered)))
        .containsExactly(new Result.Revoked(), new Result.Revoked());
  }

  @Test
  void revokingOneAttemptLeavesTheOthersAlone() {
    var first = callback();
    var second = attempt(first, 2);
    var other = callback();
    submit(first);
    var entries = List.of(submit(second), submit(other));

    submissions().revoke(first.key(), 1, null);

    assertThat(entries).allMatch(entryId -> submissions().look(entryId) == Entry.UNREAD);
    assertThat(submit(List.of(attempt(first, 3)))).hasOnlyElementsOfType(Result.Written.class);
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

  @Test
  void aRacingRevocationLeavesNoUnreadEntry() throws InterruptedException {
    var callbacks = IntStream.range(0, 300).mapToObj(i -> callback()).toList();

    new Race(4, 10).run((caller, round) -> {
      var batch = callbacks.subList(30 * round, 30 * round + 30);
      for (var callback : batch) {
        if (caller == 0) {
          submissions().revoke(callback.key(), 1, null);
        } else {
          submit(List.of(callback));
        }
      }
      return batch;
    });

    assertThat(written(callbacks)).isEmpty();
    assertThat(submit(callbacks)).containsOnly(new Result.Revoked());
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

  private static Callback callback() {
    return Callbacks.scheduled().build();
  }

  private static Callback attempt(Callback callback, int number) {
    return callback.with(
        callback.status(), new Callback.Progress(new Attempt(number, 0, 0, null, null), null));
  }

  private static Submission submission(Callback callback) {
    return new Submission(callback, Queues.alwaysOpen(), WaitTime.ofSeconds(30), Map.of());
  }

  private List<Result> submit(List<Callback> callbacks) {
    return submissions()
        .submit(callbacks.stream().map(CallSubmissionContract::submission).toList());
  }

  /** Submits a callback that has not been submitted before and returns its entry's id. */
  private String submit(Callback callback) {
    var result = (Result.Written) submit(List.of(callback)).get(0);
    assertThat(result.first()).isTrue();
    return result.entryId();
  }

  private List<Written> entries(Callback callback) {
    return written(List.of(callback));
  }

  private List<Written> written(List<Callback> callbacks) {
    Set<CallbackId> ids =
        callbacks.stream().map(Callback::key).map(CallbackKey::id).collect(Collectors.toSet());
    return stream().stream().filter(entry -> ids.contains(entry.callback())).toList();
  }
}
