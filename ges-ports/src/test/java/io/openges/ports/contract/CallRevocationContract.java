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
 * What every {@link CallSubmission} does with attempts that are revoked; a part of
 * {@link CallSubmissionContract}. Every test has callbacks of its own, so the stream needs no
 * clearing and may be the same for every test.
 */
@Timeout(120)
public abstract class CallRevocationContract {

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

  static Callback callback() {
    return Callbacks.scheduled().build();
  }

  static Callback attempt(Callback callback, int number) {
    return callback.with(
        callback.status(), new Callback.Progress(new Attempt(number, 0, 0, null, null), null));
  }

  static Submission submission(Callback callback) {
    return new Submission(callback, Queues.alwaysOpen(), WaitTime.ofSeconds(30), Map.of());
  }

  final List<Result> submit(List<Callback> callbacks) {
    return submissions()
        .submit(callbacks.stream().map(CallRevocationContract::submission).toList());
  }

  /** Submits a callback that has not been submitted before and returns its entry's id. */
  final String submit(Callback callback) {
    var result = (Result.Written) submit(List.of(callback)).get(0);
    assertThat(result.first()).isTrue();
    return result.entryId();
  }

  final List<Written> entries(Callback callback) {
    return written(List.of(callback));
  }

  final List<Written> written(List<Callback> callbacks) {
    Set<CallbackId> ids =
        callbacks.stream().map(Callback::key).map(CallbackKey::id).collect(Collectors.toSet());
    return stream().stream().filter(entry -> ids.contains(entry.callback())).toList();
  }
}
