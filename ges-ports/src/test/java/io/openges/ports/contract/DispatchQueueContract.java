package io.openges.ports.contract;

import static io.openges.ports.testing.Callbacks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.ports.driven.callback.CallbackStore.Update;
import io.openges.ports.driven.callback.CallbackStore.UpdateOutcome;
import io.openges.ports.driven.dispatch.DispatchQueue;
import io.openges.ports.driven.dispatch.DispatchQueue.ClaimRequest;
import io.openges.ports.driven.dispatch.DispatchQueue.Confirmation;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Race;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How every {@link DispatchQueue} hands out callbacks and takes confirmations; one subclass for
 * each implementation. When they are woken is the affair of {@link WakingContract}.
 */
public abstract class DispatchQueueContract extends DispatchContract {

  @Test
  void aCallbackIsClaimedWhenItsTimeHasCome() {
    var callback = given(scheduled().build(), NOON);

    assertThat(claim(NOON.minusMillis(1))).isEmpty();
    assertThat(claim(NOON)).containsExactly(leased(callback, 1));
  }

  @Test
  void whatIsClaimedHasAllASubmissionNeeds() {
    var callback = given(scheduled().details(Callbacks.fullDetails()).build(), NOON);

    assertThat(claim(NOON)).containsExactly(leased(callback, 1));
  }

  @Test
  void aClaimIsCountedInTheStoreAndKeepsTheVersion() {
    var callback = given(scheduled().build(), NOON);

    claim(NOON);

    assertThat(stored(callback)).isEqualTo(leased(callback, 1));
    assertThat(stores().callbacks().timeline(callback.key())).hasSize(1);
  }

  @Test
  void whatIsClaimedIsLeftAloneUntilTheLeaseEnds() {
    var callback = given(scheduled().build(), NOON);
    claim(NOON);

    assertThat(claim(NOON.plus(LEASE).minusMillis(1))).isEmpty();
    assertThat(claim(NOON.plus(LEASE))).containsExactly(leased(callback, 2));
  }

  @Test
  void theLongestOverdueComesFirstThenTheMostUrgentThenTheOldest() {
    var young = Callbacks.BOOKED_AT.plusMillis(1);
    var late = given(scheduled().priority(1_000_000).build(), NOON);
    var youngest = given(scheduled().createdAt(young).build(), NOON.minusMillis(1));
    var meek = given(scheduled().priority(-1).build(), NOON.minusMillis(1));
    var urgent = given(scheduled().priority(7).createdAt(young).build(), NOON.minusMillis(1));
    var zero = given(scheduled().priority(0).build(), NOON.minusMillis(1));
    var first = given(scheduled().priority(-9).createdAt(young).build(), NOON.minusMillis(2));

    assertThat(claim(NOON))
        .extracting(Callback::key)
        .containsExactly(
            first.key(), urgent.key(), zero.key(), youngest.key(), meek.key(), late.key());
  }

  @Test
  void aLimitLeavesTheRestForTheNext() {
    var second = given(scheduled().build(), NOON.plusMillis(2));
    var first = given(scheduled().build(), NOON.plusMillis(1));
    var third = given(scheduled().build(), NOON.plusMillis(3));

    var claims = claims(NOON.plusSeconds(1), 2);

    assertThat(claims.callbacks()).containsExactly(leased(first, 1), leased(second, 1));
    assertThat(claims.nextWake()).contains(NOON.plusMillis(3));
    assertThat(claim(NOON.plusSeconds(1))).containsExactly(leased(third, 1));
  }

  @Test
  void theNextToWakeIsNamed() {
    given(scheduled().build(), NOON.plusSeconds(7));
    given(scheduled().build(), NOON.plusSeconds(5));
    given(scheduled().build(), NOON);

    assertThat(claims(NOON, 10).nextWake()).contains(NOON.plusSeconds(5));
  }

  @Test
  void ifAllIsClaimedNothingElseWakes() {
    given(scheduled().build(), NOON);

    assertThat(claims(NOON, 10).nextWake()).isEmpty();
  }

  @Test
  void callbacksInEveryOpenStateWakeAndCompletedOnesToo() {
    var callbacks = List.of(
        givenLater(scheduled().state(CallbackState.ROUTING).build(), NOON.plusMillis(1)),
        givenLater(cancelled(scheduled().build()), NOON.plusMillis(2)),
        given(immediate().build(), NOON.plusMillis(3)));

    assertThat(claim(NOON.plusSeconds(1)))
        .containsExactlyElementsOf(callbacks.stream().map(c -> leased(c, 1)).toList());
  }

  @Test
  void anEntryIsConfirmed() {
    var callback = given(scheduled().build(), NOON);
    var promotion = promotion(claim(NOON).get(0));

    assertThat(confirm(promotion, NOON.plusSeconds(60))).isEmpty();

    assertThat(stored(callback)).isEqualTo(promotion.after());
    assertThat(stored(callback).attempt().submission())
        .isEqualTo(new Attempt.Submission("7-0", NOON.plusMillis(5)));
    assertThat(stores().callbacks().timeline(callback.key()))
        .containsExactly(Callbacks.booked(callback), promotion.events().get(0));
    assertThat(used(SLOT)).isEqualTo(1);
  }

  @Test
  void whatIsConfirmedWakesWhenItIsTold() {
    given(scheduled().build(), NOON);
    var promotion = promotion(claim(NOON).get(0));

    confirm(promotion, NOON.plusSeconds(60));

    assertThat(claim(NOON.plusSeconds(60).minusMillis(1))).isEmpty();
    assertThat(claim(NOON.plusSeconds(60))).containsExactly(leased(promotion.after(), 2));
  }

  @Test
  void whatIsConfirmedForGoodSleepsForEver() {
    given(scheduled().build(), NOON);

    confirm(promotion(claim(NOON).get(0)), null);

    assertThat(claim(FAR)).isEmpty();
  }

  @Test
  void changedCallbacksAreNotConfirmedAndTheOthersAre() {
    given(scheduled().build(), NOON);
    given(scheduled().build(), NOON.plusMillis(1));
    given(scheduled().build(), NOON.plusMillis(2));
    var claimed = claim(NOON.plusSeconds(1));
    var changed = claimed.get(1);
    var cancelled = cancelled(changed);
    stores().callbacks().update(new Update(Callbacks.changed(changed, cancelled), null, null));

    var conflicts = queue()
        .confirm(claimed.stream()
            .map(callback -> new Confirmation(promotion(callback), null))
            .toList());

    assertThat(conflicts).containsExactly(changed.key());
    assertThat(stored(changed)).isEqualTo(cancelled);
    assertThat(stores().callbacks().timeline(changed.key())).hasSize(2);
    assertThat(stored(claimed.get(0))).isEqualTo(promotion(claimed.get(0)).after());
    assertThat(stored(claimed.get(2))).isEqualTo(promotion(claimed.get(2)).after());
  }

  @Test
  void unknownCallbacksAreNotConfirmed() {
    var unknown = scheduled().build();

    assertThat(confirm(promotion(unknown), null)).containsExactly(unknown.key());
    assertThat(stores().callbacks().find(unknown.key())).isEmpty();
  }

  @Test
  void confirmingAgainChangesNothing() {
    var callback = given(scheduled().build(), NOON);
    var promotion = promotion(claim(NOON).get(0));
    confirm(promotion, NOON.plusSeconds(60));

    confirm(promotion, NOON.plusSeconds(70));

    assertThat(stored(callback)).isEqualTo(promotion.after());
    assertThat(stores().callbacks().timeline(callback.key())).hasSize(2);
    assertThat(claim(NOON.plusSeconds(60))).hasSize(1);
  }

  @Test
  void racingClaimsAreDisjointAndMissNothing() throws InterruptedException {
    int callbacks = 400;
    IntStream.range(0, callbacks).forEach(i -> given(scheduled().build(), NOON.plusMillis(i)));

    var claims = new Race(8, 5).run((caller, round) -> claimSome(node + caller));
    var rest = claim(NOON.plusSeconds(1), callbacks);

    assertThat(claims.stream().flatMap(List::stream).flatMap(List::stream))
        .extracting(Callback::key)
        .doesNotHaveDuplicates()
        .hasSize(callbacks - rest.size());
    assertThat(rest.size()).isLessThan(callbacks);
    assertThat(claim(NOON.plusSeconds(1))).isEmpty();
  }

  @Test
  void ofRacingConfirmationsAndCancellationsOneWins() throws InterruptedException {
    IntStream.range(0, 200).forEach(i -> given(scheduled().build(), NOON.plusMillis(i)));
    var claimed = claim(NOON.plusSeconds(1), 200);

    var wins = new Race(4, 10)
        .run((caller, round) -> claimed.subList(20 * round, 20 * round + 20).stream()
            .filter(callback -> caller % 2 == 0
                ? confirm(promotion(callback), null).isEmpty()
                : update(callback, cancelled(callback), null) == UpdateOutcome.STORED)
            .map(Callback::key)
            .toList());

    assertThat(wins.stream().flatMap(List::stream).flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(claimed.stream().map(Callback::key).toList());
    assertThat(claimed)
        .allSatisfy(callback -> assertThat(stored(callback).status().version()).isEqualTo(2));
  }

  /** Claims one callback after the other, without a pause in which others could catch up. */
  private List<Callback> claimSome(String owner) {
    return IntStream.range(0, 10)
        .mapToObj(i -> new ClaimRequest(owner, NOON.plusSeconds(1), LEASE, 1))
        .flatMap(request -> queue().claim(request).callbacks().stream())
        .toList();
  }
}
