package io.openges.ports.contract;

import static io.openges.ports.testing.Callbacks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.Transition;
import io.openges.domain.callback.Transitions;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driven.callback.CallbackStore.Update;
import io.openges.ports.driven.callback.CallbackStore.UpdateOutcome;
import io.openges.ports.driven.dispatch.DispatchQueue;
import io.openges.ports.driven.dispatch.DispatchQueue.ClaimRequest;
import io.openges.ports.driven.dispatch.DispatchQueue.Claims;
import io.openges.ports.driven.dispatch.DispatchQueue.Confirmation;
import io.openges.ports.driven.dispatch.DispatchQueue.Wake;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DispatchQueue} does; one subclass for each implementation. */
public abstract class DispatchQueueContract extends StoreContract {

  private static final Duration LEASE = Duration.ofSeconds(20);
  private static final Instant FAR = Instant.parse("2190-01-01T00:00:00Z");
  private static final Instant FARTHEST = FAR.plus(Duration.ofDays(1));

  /** A node of this test's own. */
  private final String node = "node " + UUID.randomUUID();

  /** Puts to sleep what other tests have left: claims are made over all tenants. */
  @BeforeEach
  void nothingWakes() {
    for (int round = 0; round < 1000; round++) {
      var left =
          queue().claim(new ClaimRequest("cleaner", FARTHEST, LEASE, 1000)).callbacks();
      if (left.isEmpty()) {
        return;
      }
      queue().wakeAt(left.stream().map(callback -> wake(callback, null)).toList());
    }
    throw new AssertionError("what is put to sleep for ever is claimed again and again");
  }

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
  void puttingOffMayMoveTheEndOfLife() {
    var callback = given(scheduled().build(), NOON);
    claim(NOON);
    var expiry = NOON.plus(Duration.ofDays(3)).plusMillis(1);

    queue()
        .wakeAt(List.of(
            new Wake(callback.key(), callback.status().version(), NOON.plusSeconds(5), expiry)));

    var expected = callback.with(callback.schedule().withExpiresAt(expiry));
    assertThat(stored(callback)).isEqualTo(leased(expected, 1));
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
            NOON.plusSeconds(99))));

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
    var limit = NOON.plusMillis(1);

    assertThat(queue().wakeEarlier(tenant, queue, limit, NOON.minusSeconds(60))).isEqualTo(1);

    assertThat(claim(NOON.minusSeconds(60))).containsExactly(leased(callback, 1));
  }

  @Test
  void growingWaitsLeaveEverythingElseAlone() {
    var early = NOON.minusSeconds(60);
    given(scheduled().desiredAt(NOON.plusMillis(1)).build(), NOON);
    given(scheduled().build(), early);
    given(scheduled().queue(new QueueName("other")).build(), NOON);
    given(scheduled().tenant(Callbacks.anyTenant()).build(), NOON);
    givenLater(scheduled().state(CallbackState.QUEUED).version(2).build(), NOON);
    givenLater(cancelled(scheduled().build()), NOON);

    assertThat(queue().wakeEarlier(tenant, queue, NOON.plusMillis(1), early)).isZero();
    assertThat(claim(early)).hasSize(1);
  }

  @Test
  void growingWaitsDoNotBreakALease() {
    given(scheduled().build(), NOON);
    claim(NOON);

    assertThat(queue().wakeEarlier(tenant, queue, FAR, NOON.plusSeconds(1))).isZero();
    assertThat(claim(NOON.plusSeconds(1))).isEmpty();
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
  void theClaimsOfAnAttemptAreNotThoseOfTheNext() {
    given(scheduled().build(), NOON);
    var claimed = claim(NOON).get(0);
    var next = touched(claimed);
    next = next.with(next.status(), new Callback.Progress(claimed.attempt().afterNoStart(), null));

    update(claimed, next, NOON.plusSeconds(9));

    assertThat(stored(claimed)).isEqualTo(next);
  }

  @Test
  void racingClaimsAreDisjointAndMissNothing() throws InterruptedException {
    int callbacks = 200;
    IntStream.range(0, callbacks).forEach(i -> given(scheduled().build(), NOON.plusMillis(i)));

    var claims = new Race(8, 25)
        .run((caller, round) -> queue()
            .claim(new ClaimRequest(node + caller, NOON.plusSeconds(1), LEASE, 3))
            .callbacks());
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
    var callbacks = IntStream.range(0, 40)
        .mapToObj(i -> given(scheduled().build(), NOON.plusMillis(i)))
        .toList();
    var claimed = claim(NOON.plusSeconds(1));

    var wins = new Race(4, 40).run((caller, round) -> {
      var callback = claimed.get(round);
      return caller % 2 == 0
          ? confirm(promotion(callback), null).isEmpty()
          : update(callback, cancelled(callback), null) == UpdateOutcome.STORED;
    });

    assertThat(wins).allSatisfy(round -> assertThat(round).containsOnlyOnce(true));
    assertThat(callbacks)
        .allSatisfy(callback -> assertThat(stored(callback).status().version()).isEqualTo(2));
  }

  private DispatchQueue queue() {
    return stores().dispatchQueue();
  }

  private Claims claims(Instant now, int limit) {
    return queue().claim(new ClaimRequest(node, now, LEASE, limit));
  }

  private List<Callback> claim(Instant now) {
    return claim(now, 100);
  }

  private List<Callback> claim(Instant now, int limit) {
    return claims(now, limit).callbacks();
  }

  private Set<CallbackKey> confirm(Transition.Changed change, @Nullable Instant wakeAt) {
    return queue().confirm(List.of(new Confirmation(change, wakeAt)));
  }

  private UpdateOutcome update(Callback before, Callback after, @Nullable Instant wakeAt) {
    return stores().callbacks().update(new Update(Callbacks.changed(before, after), wakeAt, null));
  }

  private static Transition.Changed promotion(Callback callback) {
    var entry = new Attempt.Submission("7-0", NOON.plusMillis(5));
    var attempt = callback.attempt().number();
    return (Transition.Changed) Transitions.submitted(callback, attempt, entry, NOON.plusMillis(5));
  }

  private static Wake wake(Callback callback, @Nullable Instant at) {
    return new Wake(callback.key(), callback.status().version(), at, null);
  }

  private static Callback leased(Callback callback, int leases) {
    var attempt = callback.attempt();
    return callback.with(
        callback.status(),
        new Callback.Progress(
            new Attempt(
                attempt.number(),
                attempt.unstarted(),
                leases,
                attempt.submission(),
                attempt.session()),
            callback.progress().revocation()));
  }
}
