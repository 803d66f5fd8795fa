package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.Revocation;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.callback.BookingStore.Remembered;
import io.openges.ports.driven.callback.CallbackStore.Update;
import io.openges.ports.driven.callback.CallbackStore.UpdateOutcome;
import io.openges.ports.driven.callback.Retention;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Retention} does; one subclass for each implementation. What is purged here is
 * desired in a year that no other contract uses.
 */
public abstract class RetentionContract extends StoreContract {

  private static final Instant OLD = Instant.parse("1985-06-12T09:00:00Z");

  @BeforeEach
  void nothingIsOld() {
    for (int round = 0; round < 1000; round++) {
      if (stores()
          .retention()
          .purgeCallbacks(OLD.plus(Duration.ofDays(30)), 100)
          .isEmpty()) {
        return;
      }
    }
    throw new AssertionError("what is purged is there again and again");
  }

  @Test
  void oldCompletedCallbacksAreDeletedWithAllThatIsKeptOfThem() {
    var old = completed(OLD.minusMillis(1));
    stores().sessionStorage().replace(old.key(), Map.of("k", "1"));

    assertThat(purge(OLD)).containsExactly(old.key());

    assertThat(stores().callbacks().find(old.key())).isEmpty();
    assertThat(stores().callbacks().locate(old.key().id())).isEmpty();
    assertThat(stores().callbacks().timeline(old.key())).isEmpty();
    assertThat(stores().sessionStorage().read(old.key())).isEmpty();
  }

  @Test
  void youngerCallbacksStay() {
    var young = completed(OLD);
    stores().sessionStorage().replace(young.key(), Map.of("k", "1"));

    assertThat(purge(OLD)).isEmpty();

    assertThat(stored(young)).isEqualTo(young);
    assertThat(stores().callbacks().timeline(young.key())).hasSize(2);
    assertThat(stores().sessionStorage().read(young.key())).contains(Map.of("k", "1"));
  }

  @Test
  void openCallbacksStayHoweverOldTheyAre() {
    var states = List.of(CallbackState.QUEUED, CallbackState.ROUTING, CallbackState.PROCESSING);
    states.forEach(
        state -> givenLater(scheduled().desiredAt(OLD).state(state).version(2).build(), null));
    given(scheduled().desiredAt(OLD).build());

    assertThat(purge(OLD.plusMillis(1))).isEmpty();
  }

  @Test
  void oldOpenCallbacksAreFoundInEveryOpenState() {
    var open = Stream.of(CallbackState.values())
        .filter(CallbackState::isOpen)
        .map(state -> givenLater(
            scheduled().desiredAt(OLD.minusMillis(1)).state(state).version(2).build(), null))
        .toList();
    given(scheduled().desiredAt(OLD).build());
    completed(OLD.minusMillis(1));

    assertThat(stores().retention().openCallbacks(OLD, 100))
        .filteredOn(callback -> callback.key().tenant().equals(tenant))
        .containsExactlyInAnyOrderElementsOf(open);
    assertThat(stores().retention().openCallbacks(OLD, 2)).hasSize(2);
    open.forEach(this::complete);
    assertThat(stores().retention().openCallbacks(OLD, 100))
        .noneMatch(callback -> callback.key().tenant().equals(tenant));
  }

  @Test
  void whatIsStillToBeRevokedIsKept() {
    var old = cancelled(scheduled().desiredAt(OLD.minusMillis(1)).build());
    var revoking =
        old.with(old.status(), new Callback.Progress(old.attempt(), Callbacks.fullRevocation()));
    givenLater(revoking, null);

    assertThat(purge(OLD)).isEmpty();

    var done = Callbacks.changed(revoking, touched(revoking, null));
    assertThat(stores().callbacks().update(new Update(done, null, null)))
        .isEqualTo(UpdateOutcome.STORED);
    assertThat(purge(OLD)).containsExactly(old.key());
  }

  private void complete(Callback callback) {
    var change = Callbacks.changed(callback, cancelled(callback));
    stores().callbacks().update(new Update(change, null, null));
  }

  private static Callback touched(Callback callback, @Nullable Revocation revocation) {
    var status = callback.status();
    return callback.with(
        status.next(callback.state(), status.reason(), status.updatedAt()),
        new Callback.Progress(callback.attempt(), revocation));
  }

  @Test
  void aLimitLeavesTheRestForTheNext() {
    var keys = IntStream.range(0, 7).mapToObj(i -> completed(OLD).key()).toList();
    var purged = new ArrayList<CallbackKey>();

    for (int size : new int[] {3, 3, 1, 0}) {
      var part = stores().retention().purgeCallbacks(OLD.plusMillis(1), 3);
      assertThat(part).hasSize(size);
      purged.addAll(part);
    }

    assertThat(purged).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void aDeletedCallbackIsGoneForWriters() {
    var old = completed(OLD.minusMillis(1));
    purge(OLD);

    var change = Callbacks.changed(old, touched(old));

    assertThat(stores().callbacks().update(new Update(change, null, null)))
        .isEqualTo(UpdateOutcome.VERSION_CONFLICT);
  }

  @Test
  void oldKeysAreForgotten() {
    book(scheduled().build(), places(9), key("old", OLD.minusMillis(1)));
    book(scheduled().build(), places(9), key("young", OLD));

    stores().retention().purgeTraces(OLD, Instant.EPOCH);

    assertThat(stores().idempotencyKeys().find(tenant, "old", OLD)).isEmpty();
    assertThat(stores().idempotencyKeys().find(tenant, "young", OLD)).isPresent();
  }

  @Test
  void theOccupancyOfPastDaysIsForgotten() {
    var midnight = Instant.parse("1985-06-13T00:00:00Z");
    given(scheduled().desiredAt(midnight.minusMillis(1)).build());
    given(scheduled().desiredAt(midnight).build());
    var before = Interval.startingAt(midnight.minusSeconds(300), Duration.ofMinutes(5));
    var after = Interval.startingAt(midnight, Duration.ofMinutes(5));

    stores().retention().purgeTraces(Instant.EPOCH, midnight.minusSeconds(1));
    assertThat(List.of(used(before), used(after))).containsExactly(1, 1);

    stores().retention().purgeTraces(Instant.EPOCH, midnight.plusSeconds(3600));
    assertThat(List.of(used(before), used(after))).containsExactly(0, 1);
  }

  @Test
  void aPlaceWhoseDayIsForgottenCanStillBeGivenUp() {
    var callback = given(scheduled().desiredAt(OLD).build());
    stores().retention().purgeTraces(Instant.EPOCH, OLD.plus(Duration.ofDays(2)));

    var change = Callbacks.changed(callback, cancelled(callback));

    assertThat(stores().callbacks().update(new Update(change, null, null)))
        .isEqualTo(UpdateOutcome.STORED);
    assertThat(used(Interval.startingAt(OLD, Duration.ofHours(1)))).isZero();
  }

  private List<CallbackKey> purge(Instant desiredBefore) {
    return stores().retention().purgeCallbacks(desiredBefore, 100);
  }

  private Callback completed(Instant desiredTime) {
    return givenLater(cancelled(scheduled().desiredAt(desiredTime).build()), null);
  }

  private static Remembered key(String key, Instant at) {
    return new Remembered(key, "f", "a", at);
  }
}
