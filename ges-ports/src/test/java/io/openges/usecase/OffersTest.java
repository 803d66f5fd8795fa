package io.openges.usecase;

import static io.openges.domain.callback.CallbackState.COMPLETED;
import static io.openges.domain.callback.CallbackState.PROCESSING;
import static io.openges.domain.callback.CallbackState.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.push.PushOffer;
import io.openges.domain.push.PushOffer.Answer;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.memory.InMemoryCallSessions;
import io.openges.ports.memory.InMemoryPushOffers;
import io.openges.ports.testing.Callbacks;
import io.openges.usecase.push.Offers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What sessions are told of their offers. */
class OffersTest extends DispatchScene {

  private static final Duration LIFE = Duration.ofSeconds(30);
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Answer ANSWER = new Answer("+18005550100", 123_456);

  private final InMemoryPushOffers store = new InMemoryPushOffers();
  private final AtomicInteger rung = new AtomicInteger();
  private final Offers offers = node();

  @Test
  void anAnswerIsToldOnceWithNumberAndCode() {
    var callback = offered();

    offers.answered(callback.key(), ANSWER);
    node().follow();
    engine.time().advance(LIFE.plus(LEASE));
    offers.follow();

    assertThat(rung).hasValue(1);
    assertThat(told()).containsExactly("callback.confirmed");
    assertThat(engine.sessions().answer()).isEqualTo(ANSWER);
  }

  @Test
  void silenceOfTheCustomerIsToldByWhateverNodeIsLeft() {
    var callback = offered();
    engine.time().advance(LIFE.minusMillis(1));
    offers.follow();
    assertThat(told()).isEmpty();

    engine.time().advance(Duration.ofMillis(1));
    node().follow();
    offers.answered(callback.key(), ANSWER);
    offers.follow();

    assertThat(told()).containsExactly("callback.unconfirmed");
    assertThat(rung).hasValue(0);
  }

  @Test
  void aServerThatIsSilentIsToldLater() {
    var callback = offered();
    engine.sessions().answer(false);
    offers.answered(callback.key(), ANSWER);
    offers.follow();

    engine.sessions().answer(true);
    engine.time().advance(Duration.ofMillis(1_999));
    offers.follow();
    assertThat(told()).isEmpty();
    engine.time().advance(Duration.ofMillis(1));
    offers.follow();

    assertThat(told()).containsExactly("callback.confirmed");
  }

  @Test
  void theLongerAServerIsSilentTheLessItIsAsked() {
    var callback = offered();
    engine.sessions().answer(false);
    offers.answered(callback.key(), ANSWER);
    offers.follow();
    for (int seconds : new int[] {2, 4, 8, 16, 30}) {
      engine.time().advance(Duration.ofSeconds(seconds));
      offers.follow();
    }

    engine.sessions().answer(true);
    engine.time().advance(Duration.ofSeconds(29));
    offers.follow();
    assertThat(told()).isEmpty();
    engine.time().advance(Duration.ofSeconds(1));
    offers.follow();

    assertThat(told()).containsExactly("callback.confirmed");
  }

  @Test
  void whatCannotBeFoundOutOfOneOfferKeepsNoOtherFromBeingTold() {
    var callback = offered();
    var lost = new PushOffer(Callbacks.anyKey(), 1, engine.time().instant().plusSeconds(1));
    store.open(lost);
    engine.time().advance(LIFE);
    var failing = new Offers(
        store,
        new Failing(engine.stores().callbacks(), lost.key()),
        engine.sessions(),
        rung::incrementAndGet,
        engine.time());

    assertThatThrownBy(failing::follow).isInstanceOf(DependencyUnavailableException.class);

    assertThat(told()).containsExactly("callback.unconfirmed");
    assertThat(callback).isNotNull();
  }

  /** Answers nothing about one callback. */
  private record Failing(CallbackStore target, CallbackKey key) implements CallbackStore {

    @Override
    public Optional<Callback> find(CallbackKey asked) {
      if (asked.equals(key)) {
        throw new DependencyUnavailableException(Dependency.POSTGRESQL, "test");
      }
      return target.find(asked);
    }

    @Override
    public Optional<CallbackKey> locate(CallbackId id) {
      return target.locate(id);
    }

    @Override
    public UpdateOutcome update(Update update) {
      return target.update(update);
    }

    @Override
    public List<TimelineEvent> timeline(CallbackKey asked) {
      return target.timeline(asked);
    }
  }

  @Test
  void ofAnAttemptThatIsOverNobodyIsTold() {
    var callback = offered();
    engine.stream().deliver();
    engine.sessions().end("s-1");
    report(callback, 1, PROCESSING, "s-1");
    var ended = report(callback, 1, COMPLETED, "s-1");

    offers.answered(callback.key(), ANSWER);
    offers.follow();
    engine.sessions().start(callback.key(), 1, "s-1");
    engine.time().advance(LIFE.plus(LEASE));
    offers.follow();

    assertThat(ended).isNotNull();
    assertThat(told()).isEmpty();
  }

  private Offers node() {
    return new Offers(
        store,
        engine.stores().callbacks(),
        engine.sessions(),
        rung::incrementAndGet,
        engine.time());
  }

  private Callback offered() {
    var callback = submitted();
    engine.sessions().start(callback.key(), 1, "s-1");
    report(callback, 1, QUEUED, "s-1");
    offers.open(current(callback), LIFE);
    return callback;
  }

  private List<String> told() {
    return engine.sessions().told().stream()
        .map(InMemoryCallSessions.Told::event)
        .toList();
  }
}
