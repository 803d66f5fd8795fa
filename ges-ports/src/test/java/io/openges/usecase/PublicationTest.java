package io.openges.usecase;

import static io.openges.ports.testing.Engine.ALWAYS;
import static io.openges.ports.testing.Engine.OFFICE;
import static io.openges.ports.testing.Engine.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.booking.Misfit;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.queue.PublishSettings;
import io.openges.ports.driving.queue.PublishSettings.Command;
import io.openges.ports.driving.queue.PublishSettings.Form;
import io.openges.ports.driving.queue.PublishSettings.Outcome;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Specification 10.1, from the table to the callbacks. */
class PublicationTest {

  /** A Tuesday. */
  private static final Instant START = Instant.parse("2031-03-04T09:00:00Z");

  private static final Instant NOON = Instant.parse("2031-03-05T12:00:00Z");

  private final Engine engine = Engine.startingAt(START);
  private final PublishSettings settings = engine.ges().publishSettings();

  @Test
  void theImpactCountsWhoIsLeftWithoutAPlaceAndNobodyIsTouched() {
    book(ALWAYS, NOON);
    var last = book(ALWAYS, NOON);

    var done = published(settings.publish(patch(ALWAYS, "maxCallbacksPerSlot", 1)));

    assertThat(done.impact().counts()).containsEntry(Misfit.OVER_CAPACITY, 1);
    assertThat(done.impact().samples()).hasSize(1).allSatisfy(sample -> {
      assertThat(sample.id()).isEqualTo(last.id());
      assertThat(sample.queue()).isEqualTo(ALWAYS);
      assertThat(sample.desiredTime()).isEqualTo(NOON);
      assertThat(sample.problem()).isEqualTo(Misfit.OVER_CAPACITY);
    });
    assertThat(done.impact().complete()).isTrue();
    assertThat(state(last)).isEqualTo(CallbackState.SCHEDULED);
  }

  @Test
  void moreThanAThousandCallbacksAreReadPageByPageAndAHundredAreNamed() {
    engine.publish(Map.of(ALWAYS.value(), Engine.row("always", 5000)));
    for (int i = 0; i < 1200; i++) {
      book(ALWAYS, NOON.plus(Duration.ofMinutes(15L * (i % 7))));
    }

    var tried = published(settings.tryOut(removal(ALWAYS, "keep")));

    assertThat(tried.applied()).isFalse();
    assertThat(tried.impact().counts()).containsEntry(Misfit.QUEUE_REMOVED, 1200);
    assertThat(tried.impact().samples()).hasSize(100);
    assertThat(tried.impact().samples().get(99).desiredTime()).isEqualTo(NOON);
    assertThat(settings.history(TENANT)).hasSize(2);
  }

  @Test
  void callbacksOfAQueueThatDoesNotChangeAreNotCounted() {
    book(OFFICE, NOON);

    var done = published(settings.publish(patch(ALWAYS, "maxCallbacksPerSlot", 0)));

    assertThat(done.impact()).isEqualTo(PublishSettings.Impact.NONE);
  }

  @Test
  void aRemovedQueueIsKeptForItsCallbacksUnlessItIsToBeCancelled() {
    var kept = book(ALWAYS, NOON);
    var ended = book(OFFICE, NOON);

    published(settings.publish(removal(ALWAYS, "keep")));
    published(settings.publish(removal(OFFICE, "cancel")));

    assertThat(state(kept)).isEqualTo(CallbackState.SCHEDULED);
    assertThat(state(ended)).isEqualTo(CallbackState.COMPLETED);
    var record = engine.ges().callbacks().find().find(ended).orElseThrow().callback();
    assertThat(record.status().reason()).isEqualTo(CompletionReason.QUEUE_REMOVED);
    assertThat(engine.ges().callbacks().find().timeline(ended)).hasSize(2);
    engine.time().set(NOON);
    engine.dispatch();
    assertThat(state(kept)).isEqualTo(CallbackState.QUEUED);
  }

  @Test
  void whatTheVoicePlatformHasAlreadyRunsOn() {
    var queued = book(ALWAYS, NOON);
    engine.time().set(NOON);
    engine.dispatch();

    var done = published(settings.publish(removal(ALWAYS, "cancel")));

    assertThat(done.impact().counts()).containsEntry(Misfit.QUEUE_REMOVED, 1);
    assertThat(state(queued)).isEqualTo(CallbackState.QUEUED);
  }

  @Test
  void aPublicationThatIsRepeatedFinishesWhatTheFirstTryLeft() {
    published(settings.publish(removal(ALWAYS, "keep")));
    var removed = settings.current(TENANT).orElseThrow();
    engine.publish(Map.of(ALWAYS.value(), Engine.row("always", 2)));
    var left = book(ALWAYS, NOON);
    var content = new HashMap<>(removed.publication().content());
    published(settings.publish(new Command(TENANT, content, null)));
    assertThat(state(left)).isEqualTo(CallbackState.SCHEDULED);

    content.put("onRemovedQueue", "cancel");
    var again = published(settings.publish(new Command(TENANT, content, null)));

    assertThat(again.applied()).isFalse();
    assertThat(state(left)).isEqualTo(CallbackState.COMPLETED);
  }

  @Test
  void aPatchIsJudgedByTheVersionItNames() {
    var late = new Command(TENANT, Map.of(), Form.PATCH, 7);

    assertThat(settings.publish(late)).isEqualTo(new Outcome.VersionConflict(1));
    assertThat(settings.tryOut(late)).isEqualTo(new Outcome.VersionConflict(1));
    assertThat(settings.tryOut(patch(ALWAYS, "routingPoint", 8)))
        .isInstanceOf(Outcome.Invalid.class);
    assertThat(settings.find(TENANT, 2)).isEmpty();
    assertThat(settings.find(TENANT, 1)).isEqualTo(settings.current(TENANT));
  }

  private static Command patch(QueueName queue, String column, Object value) {
    var row = Map.<String, Object>of(queue.value(), Map.of(column, value));
    return new Command(TENANT, Map.of("queues", row), Form.PATCH, null);
  }

  @SuppressWarnings("NullAway") // JSON has nulls that the type cannot say
  private static Command removal(QueueName queue, String onRemovedQueue) {
    var row = new HashMap<String, Object>();
    row.put(queue.value(), null);
    return new Command(
        TENANT, Map.of("queues", row, "onRemovedQueue", onRemovedQueue), Form.PATCH, null);
  }

  private static Outcome.Published published(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    return (Outcome.Published) outcome;
  }

  private CallbackState state(CallbackKey key) {
    return engine.ges().callbacks().find().find(key).orElseThrow().callback().state();
  }

  private CallbackKey book(QueueName queue, Instant desired) {
    var outcome = engine
        .ges()
        .bookCallback()
        .book(new BookCallback.Command(
            TENANT,
            queue,
            Origin.API,
            PhoneNumber.of("+33123456789"),
            new BookCallback.When(desired, false),
            BookCallback.Extras.NONE));
    assertThat(outcome).isInstanceOf(BookCallback.Outcome.Booked.class);
    return ((BookCallback.Outcome.Booked) outcome).callback().key();
  }
}
