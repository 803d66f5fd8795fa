package io.openges.ports.contract;

import static io.openges.ports.testing.Callbacks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.Revocation;
import io.openges.domain.callback.Schedule;
import io.openges.domain.callback.Status;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.callback.Transition;
import io.openges.domain.callback.UserData;
import io.openges.domain.queue.CallDirection;
import io.openges.ports.driven.callback.CallbackStore.Update;
import io.openges.ports.driven.callback.CallbackStore.UpdateOutcome;
import io.openges.ports.testing.Callbacks;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * That a {@link io.openges.ports.driven.callback.CallbackStore} gives back exactly what was stored:
 * every field, absent, empty, odd and extreme; one subclass for each implementation.
 */
public abstract class RoundTripContract extends StoreContract {

  @Test
  void everyFieldOfABookingComesBack() {
    comesBack(scheduled().details(Callbacks.fullDetails()).e164("+15550100").build());
  }

  @Test
  void whatIsEmptyDoesNotBecomeAbsent() {
    comesBack(immediate().details(Callbacks.emptyDetails()).e164("").build());
  }

  @Test
  void whatIsAbsentStaysAbsent() {
    comesBack(scheduled().details(Booking.Details.NONE).build());
  }

  @ParameterizedTest
  @EnumSource(Origin.class)
  void everyOriginComesBack(Origin origin) {
    var source = new Booking.Source(origin, CallDirection.USERORIGINATED);

    comesBack(withBooking(source, new PhoneNumber("0049 (30) 555", null)));
  }

  @Test
  void aNumberAndAVersionMayBeAsLongAsCanBe() {
    var source = new Booking.Source(Origin.UI, CallDirection.USERTERMINATED);

    comesBack(withBooking(
        source, new PhoneNumber("é☎😀 '\"\\%".repeat(6) + "1234", "+" + "9".repeat(15))));
  }

  @Test
  void largeUserDataComesBack() {
    var data = new UserData("{\"k\":\"" + "é😀\\\"".repeat(20_000) + "\"}");
    var none = Booking.Details.NONE;

    comesBack(scheduled()
        .details(new Booking.Details(none.offer(), none.routing(), none.pushTargets(), data))
        .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1999-12-31T23:59:59.999Z",
        "2011-12-30T10:00:00.001Z",
        "2031-03-30T01:00:00.010Z",
        "2031-10-26T00:59:59.123Z",
        "2100-02-28T23:59:59.999Z"
      })
  void instantsComeBackToTheMillisecond(String text) {
    var time = Instant.parse(text);

    comesBack(scheduled()
        .desiredAt(time)
        .createdAt(time.minusMillis(1))
        .expiringAt(time.plusMillis(1))
        .build());
  }

  @Test
  void everyFieldOfTheProgressComesBack() {
    comesBackLater(scheduled()
        .state(CallbackState.PROCESSING)
        .attempt(Callbacks.fullAttempt())
        .revocation(Callbacks.fullRevocation())
        .version(Integer.MAX_VALUE + 1L)
        .build());
  }

  @Test
  void whatIsUnknownOfTheProgressStaysUnknown() {
    var unnamed = new Attempt.Session("", null, -1, null, null);
    var attempt = new Attempt(2, 1, 0, null, unnamed);

    comesBackLater(scheduled()
        .state(CallbackState.QUEUED)
        .attempt(attempt)
        .revocation(new Revocation(1, null, null, Revocation.REVOKED, NOON))
        .version(2)
        .build());
    comesBackLater(scheduled()
        .state(CallbackState.QUEUED)
        .attempt(new Attempt(2, 0, 0, new Attempt.Submission("", NOON), null))
        .revocation(new Revocation(1, "", unnamed, "", NOON))
        .version(2)
        .build());
  }

  @Test
  void whatWasKnownCanBeForgotten() {
    var full = givenLater(
        scheduled()
            .state(CallbackState.QUEUED)
            .attempt(Callbacks.fullAttempt())
            .revocation(Callbacks.fullRevocation())
            .version(2)
            .build(),
        NOON);
    var bare = touched(full).with(touched(full).status(), Callback.Progress.NONE);

    store(full, bare);

    assertThat(stored(full)).isEqualTo(bare);
  }

  @ParameterizedTest
  @EnumSource(CallbackState.class)
  void everyStateComesBack(CallbackState state) {
    var builder = scheduled().version(2);

    comesBackLater(
        state == CallbackState.COMPLETED
            ? builder.completed(new CompletionReason("A" + "_9".repeat(31))).build()
            : builder.state(state).build());
  }

  @Test
  void anEditOfTheBookingIsStored() {
    var before = given(scheduled().e164("+15550100").build());
    var edited = new Callback(
        before.key(),
        before.queue(),
        new Booking(
            new Booking.Source(Origin.UI, CallDirection.USERORIGINATED),
            PhoneNumber.of("555"),
            NOON.plusSeconds(1),
            before.booking().createdAt(),
            Callbacks.fullDetails(),
            9),
        new Schedule(before.schedule().kind(), NOON.plusMillis(1), NOON.plusMillis(2)),
        before.status().next(before.state(), null, NOON),
        before.progress());

    store(before, edited);

    assertThat(stored(before)).isEqualTo(edited);
  }

  @ParameterizedTest
  @EnumSource(TimelineEvent.Actor.class)
  void everyFieldOfAnEventComesBack(TimelineEvent.Actor actor) {
    var before = given(scheduled().build());
    var after = touched(before);
    var events = List.of(
        new TimelineEvent(
            NOON.plusMillis(1), actor, CallbackState.ROUTING, CallbackState.QUEUED, 1, ""),
        new TimelineEvent(
            NOON.plusMillis(2), actor, null, CallbackState.COMPLETED, 1_000_000, null),
        new TimelineEvent(
            NOON.plusMillis(3),
            actor,
            CallbackState.PROCESSING,
            CallbackState.SCHEDULED,
            2,
            "N_9".repeat(21)));

    stores()
        .callbacks()
        .update(new Update(new Transition.Changed(before, after, events), NOON, null));

    assertThat(stores().callbacks().timeline(before.key()).subList(1, 4))
        .containsExactlyElementsOf(events);
  }

  private void comesBack(Callback callback) {
    given(callback);

    assertThat(stored(callback)).usingRecursiveComparison().isEqualTo(callback);
    assertThat(stored(callback)).isEqualTo(callback);
  }

  private void comesBackLater(Callback callback) {
    givenLater(callback, NOON);

    assertThat(stored(callback)).usingRecursiveComparison().isEqualTo(callback);
    assertThat(stored(callback)).isEqualTo(callback);
  }

  private void store(Callback before, Callback after) {
    assertThat(
            stores().callbacks().update(new Update(Callbacks.changed(before, after), NOON, null)))
        .isEqualTo(UpdateOutcome.STORED);
  }

  private Callback withBooking(Booking.Source source, PhoneNumber number) {
    var plain = scheduled().build();
    var status = plain.status();
    return new Callback(
        plain.key(),
        plain.queue(),
        new Booking(
            source,
            number,
            NOON.minusSeconds(77),
            Callbacks.BOOKED_AT,
            Booking.Details.NONE,
            Integer.MAX_VALUE),
        plain.schedule(),
        new Status(status.state(), null, 1, Callbacks.BOOKED_AT.plusMillis(3)),
        plain.progress());
  }
}
