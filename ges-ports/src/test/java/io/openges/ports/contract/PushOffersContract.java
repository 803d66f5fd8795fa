package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.CallbackKey;
import io.openges.domain.push.PushOffer;
import io.openges.domain.push.PushOffer.Answer;
import io.openges.domain.push.PushOffer.Decided;
import io.openges.ports.driven.push.PushOffers;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link PushOffers} does; one subclass for each implementation. */
@Timeout(120)
public abstract class PushOffersContract {

  private static final Instant END = Instant.parse("2031-03-04T05:06:07.089Z");
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int MANY = 1_000;
  private static final Answer ANSWER = new Answer("+18005550100", 123_456);
  private static final Answer OTHER = new Answer("+18005550101", null);

  private final CallbackKey key = Callbacks.anyKey();
  private final PushOffer offer = new PushOffer(key, 2, END);

  /** Returns what is under test. Other tests may have left offers in it. */
  protected abstract PushOffers offers();

  @Test
  void anOfferThatNobodyAnswersIsDecidedAtItsEnd() {
    offers().open(offer);

    assertThat(claim(END.minusMillis(1))).isEmpty();
    assertThat(claim(END)).containsExactly(new Decided(offer, null));
    assertThat(offers().answer(key, ANSWER, END.minusMillis(1))).isFalse();
  }

  @Test
  void anAnswerIsHandedOutAtOnce() {
    offers().open(offer);
    var at = END.minusMillis(1);

    assertThat(offers().answer(key, ANSWER, at)).isTrue();

    assertThat(claim(at)).containsExactly(new Decided(offer, ANSWER));
  }

  @Test
  void nobodyAnswersWhatWasNotOfferedOrIsOver() {
    assertThat(offers().answer(key, ANSWER, END)).isFalse();
    offers().open(offer);

    assertThat(offers().answer(key, ANSWER, END)).isFalse();
    assertThat(offers().answer(Callbacks.anyKey(), ANSWER, END.minusSeconds(1))).isFalse();
  }

  @Test
  void whatIsNotSettledIsHandedOutAgainAfterItsLease() {
    offers().open(offer);
    claim(END);

    assertThat(claim(END.plus(LEASE).minusMillis(1))).isEmpty();
    assertThat(claim(END.plus(LEASE))).containsExactly(new Decided(offer, null));
  }

  @Test
  void whatIsPostponedIsHandedOutAtThatTime() {
    offers().open(offer);
    var at = END.plusSeconds(2);
    offers().postpone(new Decided(offer, null), END.minusSeconds(9));
    assertThat(claim(END.minusSeconds(8))).as("nothing is decided yet").isEmpty();

    claim(END).forEach(decided -> offers().postpone(decided, at));

    assertThat(claim(at.minusMillis(1))).isEmpty();
    assertThat(claim(at)).containsExactly(new Decided(offer, null));
  }

  @Test
  void anAnswerThatCameMeanwhileIsNotPostponed() {
    offers().open(offer);
    var at = END.minusSeconds(1);
    offers().answer(key, ANSWER, at);
    var first = claim(at);
    offers().answer(key, OTHER, at);

    first.forEach(decided -> offers().postpone(decided, END));

    assertThat(claim(at)).containsExactly(new Decided(offer, OTHER));
  }

  @Test
  void whatIsSettledIsForgotten() {
    offers().open(offer);
    claim(END).forEach(offers()::settle);

    assertThat(claim(END.plus(LEASE))).isEmpty();
    assertThat(offers().answer(key, ANSWER, END.minusSeconds(1))).isFalse();
  }

  @Test
  void aLaterAnswerTakesThePlaceOfAnEarlierOneUntilItIsSettled() {
    offers().open(offer);
    var at = END.minusSeconds(1);
    offers().answer(key, ANSWER, at);
    var first = claim(at);

    // the session of an answered offer is told however late it is
    assertThat(offers().answer(key, OTHER, END.plusSeconds(1))).isTrue();
    first.forEach(offers()::settle);

    assertThat(claim(END.plusSeconds(1))).containsExactly(new Decided(offer, OTHER));
  }

  @Test
  void aNewOfferTakesThePlaceOfTheLast() {
    offers().open(offer);
    var first = claim(END);
    var next = new PushOffer(key, 3, END.plusSeconds(60));

    offers().open(next);
    first.forEach(offers()::settle);

    assertThat(claim(END.plus(LEASE))).isEmpty();
    assertThat(offers().answer(key, OTHER, END.plusSeconds(59))).isTrue();
    assertThat(claim(END.plusSeconds(59))).containsExactly(new Decided(next, OTHER));
  }

  @Test
  void ofManyNodesOneTakesItInHand() {
    offers().open(offer);

    long taken =
        IntStream.range(0, 8).parallel().mapToLong(n -> claim(END).size()).sum();

    assertThat(taken).isEqualTo(1);
  }

  private List<Decided> claim(Instant now) {
    return offers().claim(now, LEASE, MANY).stream()
        .filter(decided -> decided.offer().key().equals(key))
        .toList();
  }
}
