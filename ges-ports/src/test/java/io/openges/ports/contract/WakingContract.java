package io.openges.ports.contract;

import static io.openges.ports.testing.Callbacks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Absence;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.queue.QueueName;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.callback.CallbackStore.Update;
import io.openges.ports.driven.callback.CallbackStore.UpdateOutcome;
import io.openges.ports.driven.dispatch.DispatchQueue;
import io.openges.ports.driven.dispatch.DispatchQueue.ClaimRequest;
import io.openges.ports.driven.dispatch.DispatchQueue.Wake;
import io.openges.ports.driven.dispatch.DispatchQueue.WakeUp;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * How every {@link DispatchQueue} puts callbacks off, wakes them and takes them back; one subclass
 * for each implementation.
 */
public abstract class WakingContract extends DispatchContract {

  @Test
  void nothingToConfirmIsConfirmed() {
    assertThat(queue().confirm(List.of())).isEmpty();
    queue().wakeAt(List.of());
  }

  @Test
  void aClaimedCallbackIsPutOff() {
    var callback = given(scheduled().build(), NOON);
    claim(NOON);

    queue().wakeAt(List.of(wake(callback, NOON.plusSeconds(5))));

    assertThat(claim(NOON.plusSeconds(5).minusMillis(1))).isEmpty();
    assertThat(claim(NOON.plusSeconds(5))).containsExactly(leased(callback, 2));
  }

  @Test
  void whoAsksIsToldWhenACallbackWakesAndWhoHoldsIt() {
    var callback = given(scheduled().build(), NOON);
    assertThat(queue().wakeUp(callback.key())).contains(new WakeUp(NOON, null));

    claim(NOON);
    assertThat(queue().wakeUp(callback.key())).contains(new WakeUp(NOON.plus(LEASE), node));

    queue().wakeAt(List.of(wake(callback, null)));
    assertThat(queue().wakeUp(callback.key())).contains(new WakeUp(null, null));
    assertThat(queue().wakeUp(Callbacks.anyKey())).isEmpty();
  }

  @Test
  void wakeUpTimesHaveMilliseconds() {
    var exact = NOON.plusNanos(1_999_999);
    var callback = given(scheduled().build(), exact);
    var kept = NOON.plusMillis(1);

    assertThat(queue().wakeUp(callback.key())).contains(new WakeUp(kept, null));
    assertThat(claims(NOON, 1).nextWake()).contains(kept);

    claim(exact);
    assertThat(queue().wakeUp(callback.key())).contains(new WakeUp(kept.plus(LEASE), node));
    queue().wakeAt(List.of(wake(callback, exact)));
    assertThat(queue().wakeUp(callback.key())).contains(new WakeUp(kept, null));
  }

  @Test
  void puttingOffMayMoveTheEndOfLife() {
    var callback = given(scheduled().build(), NOON);
    claim(NOON);
    var expiry = NOON.plus(Duration.ofDays(3)).plusMillis(1);

    queue()
        .wakeAt(List.of(new Wake(
            callback.key(), callback.status().version(), NOON.plusSeconds(5), expiry, null)));

    var expected = callback.with(callback.schedule().withExpiresAt(expiry));
    assertThat(stored(callback)).isEqualTo(leased(expected, 1));
  }

  @Test
  void puttingOffKeepsWhatIsKnownOfTheSession() {
    var callback = given(scheduled().build(), NOON);
    claim(NOON);
    var absence = new Absence(2, NOON.minusMillis(30_001));

    queue().wakeAt(List.of(missing(callback, absence)));

    assertThat(stored(callback).progress().absence()).isEqualTo(absence);
    var claimed = claim(NOON.plusSeconds(5));
    assertThat(claimed).extracting(one -> one.progress().absence()).containsExactly(absence);

    queue().wakeAt(List.of(missing(callback, null)));
    assertThat(stored(callback)).isEqualTo(leased(callback, 2));
  }

  @Test
  void aChangeForgetsWhatWasKnownOfTheSession() {
    var callback = given(scheduled().build(), NOON);
    var claimed = claim(NOON).get(0);
    queue().wakeAt(List.of(missing(callback, new Absence(1, NOON))));

    update(claimed, touched(claimed), NOON.plusSeconds(2));

    assertThat(stored(callback)).isEqualTo(touched(claimed));
  }

  private static Wake missing(Callback callback, @Nullable Absence absence) {
    return new Wake(
        callback.key(), callback.status().version(), NOON.plusSeconds(5), null, absence);
  }

  @Test
  void puttingOffByAnOldVersionIsIgnored() {
    var callback = given(scheduled().build(), NOON);
    var claimed = claim(NOON).get(0);
    var changed = touched(claimed);
    update(claimed, changed, NOON.plusSeconds(2));

    queue()
        .wakeAt(List.of(new Wake(
            callback.key(),
            callback.status().version(),
            NOON.plusSeconds(9),
            NOON.plusSeconds(99),
            null)));

    assertThat(stored(callback)).isEqualTo(changed);
    assertThat(claim(NOON.plusSeconds(2))).containsExactly(leased(changed, 2));
  }

  @Test
  void manyArePutOffAtOnceEachToItsOwnTime() {
    var callbacks = IntStream.range(0, 5)
        .mapToObj(i -> given(scheduled().build(), NOON.plusMillis(i)))
        .toList();
    claim(NOON.plusSeconds(1));

    queue()
        .wakeAt(IntStream.range(0, 5)
            .mapToObj(i -> wake(callbacks.get(i), i == 2 ? null : NOON.plusSeconds(9 - i)))
            .toList());

    assertThat(claim(FAR))
        .extracting(Callback::key)
        .containsExactly(
            callbacks.get(4).key(),
            callbacks.get(3).key(),
            callbacks.get(1).key(),
            callbacks.get(0).key());
  }

  @Test
  void growingWaitsWakeScheduledCallbacksEarlier() {
    var callback = given(scheduled().build(), NOON);
    var desired = new Interval(NOON, NOON.plusMillis(1));

    assertThat(queue().wakeEarlier(tenant, queue, desired, NOON.minusSeconds(60)))
        .isEqualTo(1);

    assertThat(claim(NOON.minusSeconds(60))).containsExactly(leased(callback, 1));
  }

  @Test
  void growingWaitsLeaveEverythingElseAlone() {
    var early = NOON.minusSeconds(60);
    var desired = new Interval(NOON, NOON.plusMillis(1));
    given(scheduled().desiredAt(NOON.minusMillis(1)).build(), NOON);
    given(scheduled().desiredAt(NOON.plusMillis(1)).build(), NOON);
    given(scheduled().build(), early);
    given(scheduled().queue(new QueueName("other")).build(), NOON);
    given(scheduled().tenant(Callbacks.anyTenant()).build(), NOON);
    givenLater(scheduled().state(CallbackState.QUEUED).version(2).build(), NOON);
    givenLater(cancelled(scheduled().build()), NOON);

    assertThat(queue().wakeEarlier(tenant, queue, desired, early)).isZero();
    assertThat(claim(early)).hasSize(1);
  }

  @Test
  void growingWaitsDoNotBreakALease() {
    given(scheduled().build(), NOON);
    claim(NOON);

    var desired = new Interval(NOON, FAR);

    assertThat(queue().wakeEarlier(tenant, queue, desired, NOON.plusSeconds(1))).isZero();
    assertThat(claim(NOON.plusSeconds(1))).isEmpty();
  }

  @Test
  void newSettingsWakeWhatIsStillToBeHandedOver() {
    var early = NOON.minusSeconds(60);
    var other = new QueueName("other");
    var scheduled = given(scheduled().build(), NOON);
    var elsewhere = given(scheduled().queue(other).build(), NOON.plusMillis(1));
    var queued = givenLater(scheduled().state(CallbackState.QUEUED).version(2).build(), NOON);

    assertThat(queue().wakeUnsubmitted(tenant, Set.of(queue, other), NOON.plusMillis(1), early))
        .isEqualTo(3);

    assertThat(claim(early))
        .extracting(Callback::key)
        .containsExactlyInAnyOrder(scheduled.key(), elsewhere.key(), queued.key());
  }

  @Test
  void newSettingsLeaveEverythingElseAlone() {
    var early = NOON.minusSeconds(60);
    given(scheduled().desiredAt(NOON.plusMillis(1)).build(), NOON);
    given(scheduled().queue(new QueueName("other")).build(), NOON);
    given(scheduled().tenant(Callbacks.anyTenant()).build(), NOON);
    givenLater(cancelled(scheduled().build()), NOON);
    given(scheduled().build(), early);
    var submitted = claim(early).get(0);
    confirm(promotion(submitted), NOON);
    given(scheduled().build(), early);
    claim(early);

    var later = early.plusMillis(1);
    assertThat(queue().wakeUnsubmitted(tenant, Set.of(queue), NOON.plusMillis(1), later))
        .isZero();
    assertThat(claim(later)).isEmpty();
  }

  @Test
  void aNodeGivesBackWhatItHasClaimed() {
    var callback = given(scheduled().build(), NOON);
    claim(NOON);

    queue().release(node, NOON.plusMillis(3));

    assertThat(claim(NOON.plusMillis(2))).isEmpty();
    assertThat(claim(NOON.plusMillis(3))).containsExactly(leased(callback, 2));
  }

  @Test
  void aNodeGivesBackNothingThatIsNotItsOwnAnyMore() {
    given(scheduled().build(), NOON);
    given(scheduled().build(), NOON.plusMillis(1));
    given(scheduled().build(), NOON.plusMillis(2));
    given(scheduled().build(), NOON.plusMillis(3));
    var claimed = claim(NOON.plusSeconds(1));
    confirm(promotion(claimed.get(0)), NOON.plusSeconds(60));
    queue().wakeAt(List.of(wake(claimed.get(1), NOON.plusSeconds(60))));
    update(claimed.get(2), touched(claimed.get(2)), NOON.plusSeconds(60));
    queue().claim(new ClaimRequest(node + "'", NOON.plusSeconds(30), Duration.ofSeconds(30), 9));

    queue().release(node, NOON.plusSeconds(31));

    assertThat(claim(NOON.plusSeconds(59))).isEmpty();
    assertThat(claim(NOON.plusSeconds(60))).hasSize(4);
  }

  @Test
  void anUpdateEndsTheClaim() {
    given(scheduled().build(), NOON);
    var claimed = claim(NOON).get(0);
    var changed = touched(claimed);

    update(claimed, changed, NOON.plusMillis(1));

    assertThat(claim(NOON.plusMillis(1))).containsExactly(leased(changed, 2));
  }

  @Test
  void anUpdateDoesNotForgetAClaimMadeSinceItsCallbackWasRead() {
    var read = given(scheduled().build(), NOON);
    claim(NOON);

    update(read, touched(read), NOON.plusSeconds(9));

    assertThat(stored(read)).isEqualTo(leased(touched(read), 1));
  }

  @Test
  void anEndThatRevokesNothingMustKnowOfEveryClaim() {
    var read = given(scheduled().build(), NOON);
    claim(NOON);
    var ignorant = Callbacks.changed(read, cancelled(read));

    assertThat(stores().callbacks().update(new Update(ignorant, null, null)))
        .isEqualTo(UpdateOutcome.VERSION_CONFLICT);
    assertThat(stored(read)).isEqualTo(leased(read, 1));

    var aware = leased(read, 1);
    var change = Callbacks.changed(aware, cancelled(aware));
    assertThat(stores().callbacks().update(new Update(change, null, null)))
        .isEqualTo(UpdateOutcome.STORED);
  }

  @Test
  void anEndThatRevokesNeedNotKnowOfEveryClaim() {
    var read = given(scheduled().build(), NOON);
    claim(NOON);
    var ended = cancelled(read);
    var revoking = ended.with(
        ended.status(), new Callback.Progress(ended.attempt(), Callbacks.fullRevocation()));

    assertThat(
            stores().callbacks().update(new Update(Callbacks.changed(read, revoking), NOON, null)))
        .isEqualTo(UpdateOutcome.STORED);
    assertThat(stored(read)).isEqualTo(leased(revoking, 1));
  }

  @Test
  void theClaimsOfAnAttemptAreNotThoseOfTheNext() {
    given(scheduled().build(), NOON);
    var claimed = claim(NOON).get(0);
    var next = touched(claimed);
    next = next.with(next.status(), new Callback.Progress(claimed.attempt().afterNoStart(), null));

    update(claimed, next, NOON.plusSeconds(9));

    assertThat(stored(claimed)).isEqualTo(next);
  }
}
