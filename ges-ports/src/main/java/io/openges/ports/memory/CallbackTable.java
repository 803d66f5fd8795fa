package io.openges.ports.memory;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.callback.BookingStore.Remembered;
import io.openges.ports.driven.callback.CallbackQueries.Company;
import io.openges.ports.driven.queue.SettingsVersions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one truth behind the stores of callbacks: rows, places, wake-up times and idempotency keys.
 * Every store does its work while it holds this object's monitor, so all of it is atomic.
 *
 * <p>Not thread-safe; one thread at a time.
 */
final class CallbackTable {

  /** How long an idempotency key is remembered (specification 3.1). */
  private static final Duration REMEMBERED = Duration.ofHours(24);

  private final Map<CallbackKey, Row> rows = new HashMap<>();
  private final Map<CallbackId, CallbackKey> keys = new HashMap<>();
  private final NavigableSet<Row> sleepers = new TreeSet<>(Row.CLAIM_ORDER);
  private final Map<UsedKey, Remembered> answers = new HashMap<>();
  private final Places places = new Places();
  private final Function<TenantId, SettingsVersions> newest;

  /**
   * Makes an empty table.
   *
   * @param newest knows the newest settings of each tenant
   */
  CallbackTable(Function<TenantId, SettingsVersions> newest) {
    this.newest = newest;
  }

  /** Returns what is kept of {@code key}, null if it is unknown. */
  @Nullable
  Row find(CallbackKey key) {
    return rows.get(key);
  }

  /** Returns the key of the callback with {@code id}, null if it is unknown. */
  @Nullable
  CallbackKey locate(CallbackId id) {
    return keys.get(id);
  }

  /** Returns everything that is kept, in no order. */
  Collection<Row> rows() {
    return Collections.unmodifiableCollection(rows.values());
  }

  /** Returns the rows that will wake, in the order they are to be claimed; a live view. */
  NavigableSet<Row> sleepers() {
    return Collections.unmodifiableNavigableSet(sleepers);
  }

  /** Returns the places taken. */
  Places places() {
    return places;
  }

  /** Returns which open callbacks a booking of {@code number} would come among. */
  Company company(TenantId tenant, QueueName queue, PhoneNumber number) {
    int ofNumber = 0;
    int waiting = 0;
    for (var row : rows.values()) {
      var callback = row.callback();
      if (callback.state().isOpen()
          && callback.key().tenant().equals(tenant)
          && callback.queue().equals(queue)) {
        var other = callback.booking().phoneNumber().digits();
        ofNumber += other.equals(number.digits()) ? 1 : 0;
        waiting += callback.isWaiting() ? 1 : 0;
      }
    }
    return new Company(ofNumber, waiting);
  }

  /** Says whether {@code place} was judged by settings that are no longer the newest. */
  boolean isOutdated(TenantId tenant, SettingsVersions judgedBy) {
    return judgedBy.differFrom(newest.apply(tenant));
  }

  /** Stores a row in place of the one with the same key, with the place it holds. */
  void put(Row row) {
    var old = rows.put(row.key(), row);
    keys.put(row.key().id(), row.key());
    if (old != null) {
      places.free(old.callback());
      sleepers.remove(old);
    }
    places.take(row.callback());
    if (row.wake().at() != null) {
      sleepers.add(row);
    }
  }

  /** Removes a row and its place. */
  void remove(CallbackKey key) {
    var row = requireNonNull(rows.remove(key), "row");
    keys.remove(key.id());
    sleepers.remove(row);
    places.free(row.callback());
  }

  /** Keeps an answer for repetitions. */
  void remember(TenantId tenant, Remembered answer) {
    answers.put(new UsedKey(tenant, answer.key()), answer);
  }

  /** Returns the answer kept under {@code key}, null if there is none or it is too old. */
  @Nullable
  Remembered remembered(TenantId tenant, String key, Instant now) {
    var answer = answers.get(new UsedKey(tenant, key));
    return answer == null || answer.at().plus(REMEMBERED).isBefore(now) ? null : answer;
  }

  /** Erases the answers that name a callback, with what their requests are known again by. */
  void eraseAnswers(CallbackKey key) {
    var id = "\"" + key.id() + "\"";
    answers.replaceAll((used, kept) ->
        used.tenant().equals(key.tenant()) && kept.answer().contains(id) ? kept.erased() : kept);
  }

  /** Forgets the answers of keys used before {@code before}. */
  void forgetAnswersBefore(Instant before) {
    answers.values().removeIf(answer -> answer.at().isBefore(before));
  }

  private record UsedKey(TenantId tenant, String key) {}
}
