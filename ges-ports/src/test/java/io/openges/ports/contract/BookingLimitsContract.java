package io.openges.ports.contract;

import static io.openges.ports.testing.Callbacks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.Transition;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driven.callback.BookingStore.Most;
import io.openges.ports.driven.callback.BookingStore.NewBooking;
import io.openges.ports.driven.callback.BookingStore.Outcome;
import io.openges.ports.driven.callback.BookingStore.Remembered;
import io.openges.ports.driven.callback.CallbackQueries.Company;
import io.openges.ports.driven.callback.CallbackStore.Update;
import io.openges.ports.driven.callback.CallbackStore.UpdateOutcome;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Race;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How many callbacks may be open beside each other (specifications 9.2b and 9.3). */
public abstract class BookingLimitsContract extends StoreContract {

  private static final String NUMBER = "+16502530000";
  private static final Most TWO = new Most(2, 0);

  @Test
  void asManyOfANumberAreOpenAsMayBe() {
    var first = scheduled().e164(NUMBER).build();
    assertThat(book(first, TWO)).isEqualTo(new Outcome.Booked());
    assertThat(book(immediate().e164(NUMBER).build(), TWO)).isEqualTo(new Outcome.Booked());
    assertThat(book(scheduled().e164(NUMBER).build(), TWO)).isEqualTo(new Outcome.Duplicate(2));
    assertThat(company(first)).isEqualTo(new Company(2, 1));

    change(first, cancelled(first));
    assertThat(company(first)).isEqualTo(new Company(1, 1));
    assertThat(book(scheduled().e164(NUMBER).build(), TWO)).isEqualTo(new Outcome.Booked());
  }

  @Test
  void otherNumbersAndOtherQueuesAreNoDuplicates() {
    var strict = new Most(1, 0);
    book(scheduled().e164(NUMBER).build(), strict);

    assertThat(book(scheduled().e164("+16502530001").build(), strict))
        .isEqualTo(new Outcome.Booked());
    assertThat(book(scheduled().queue(new QueueName("VQ")).e164(NUMBER).build(), strict))
        .isEqualTo(new Outcome.Booked());
    assertThat(book(scheduled().tenant(Callbacks.anyTenant()).e164(NUMBER).build(), strict))
        .isEqualTo(new Outcome.Booked());
  }

  @Test
  void whatIsOpenCountsWhoeverBookedItAndWhereverItIsMoved() {
    var first = given(scheduled().e164(NUMBER).build());
    change(first, rescheduled(first, CallbackKind.SCHEDULED, NOON.plus(Duration.ofHours(9))));

    assertThat(book(scheduled().e164(NUMBER).build(), new Most(1, 0)))
        .isEqualTo(new Outcome.Duplicate(1));
    assertThat(book(scheduled().e164(NUMBER).build(), Most.ANY)).isEqualTo(new Outcome.Booked());
  }

  @Test
  void asManyImmediateOnesWaitAsMayBe() {
    var three = new Most(0, 3);
    var first = immediate().build();
    assertThat(book(first, three)).isEqualTo(new Outcome.Booked());
    assertThat(book(immediate().build(), three)).isEqualTo(new Outcome.Booked());
    assertThat(book(immediate().build(), three)).isEqualTo(new Outcome.Booked());
    assertThat(book(immediate().build(), three)).isEqualTo(new Outcome.Crowded(3));
    assertThat(book(scheduled().build(), three)).isEqualTo(new Outcome.Booked());

    change(first, moved(first, CallbackState.ROUTING, null));
    assertThat(company(first).waiting()).isEqualTo(2);
    assertThat(book(immediate().build(), three)).isEqualTo(new Outcome.Booked());
    assertThat(book(immediate().build(), three)).isEqualTo(new Outcome.Crowded(3));
  }

  @Test
  void aRepetitionIsNoDuplicateAndARefusalLeavesItsKeyFree() {
    var strict = new Most(1, 0);
    var key = new Remembered("key", "f", "answer", Callbacks.BOOKED_AT);
    var first = scheduled().e164(NUMBER).build();
    assertThat(book(first, strict, key)).isEqualTo(new Outcome.Booked());
    assertThat(book(scheduled().e164(NUMBER).build(), strict, key))
        .isEqualTo(new Outcome.Replayed("answer"));

    var other = new Remembered("other", "f", "later", Callbacks.BOOKED_AT);
    assertThat(book(scheduled().e164(NUMBER).build(), strict, other))
        .isEqualTo(new Outcome.Duplicate(1));
    change(first, cancelled(first));
    assertThat(book(scheduled().e164(NUMBER).build(), strict, other))
        .isEqualTo(new Outcome.Booked());
  }

  @Test
  void ofManyAtOnceExactlyAsManyAreBookedAsMayBeOpen() throws InterruptedException {
    var outcomes = new Race(8, 30)
        .run((caller, round) ->
            book(scheduled().e164("+1650253" + (1000 + round)).build(), TWO));

    assertThat(outcomes)
        .allSatisfy(round ->
            assertThat(round).filteredOn(Outcome.Booked.class::isInstance).hasSize(2));
  }

  @Test
  void ofManyAtOnceExactlyAsManyAreBookedAsMayWait() throws InterruptedException {
    var outcomes = new Race(8, 20).run((caller, round) -> {
      var own = new QueueName(queue + "/" + round);
      return book(immediate().queue(own).build(), new Most(0, 3));
    });

    assertThat(outcomes)
        .allSatisfy(round ->
            assertThat(round).filteredOn(Outcome.Booked.class::isInstance).hasSize(3));
  }

  private Outcome book(Callback callback, Most most) {
    return book(callback, most, null);
  }

  private Outcome book(Callback callback, Most most, @Nullable Remembered key) {
    var wakeAt = callback.schedule().desiredTime();
    return stores()
        .bookings()
        .book(new NewBooking(callback, Callbacks.booked(callback), null, wakeAt, key, most));
  }

  private void change(Callback before, Callback after) {
    Transition.Changed change = Callbacks.changed(before, after);
    assertThat(stores().callbacks().update(new Update(change, null, null)))
        .isEqualTo(UpdateOutcome.STORED);
  }

  private Company company(Callback callback) {
    return stores().queries().company(tenant, queue, callback.booking().phoneNumber());
  }
}
