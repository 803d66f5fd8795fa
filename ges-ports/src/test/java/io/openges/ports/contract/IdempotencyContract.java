package io.openges.ports.contract;

import static io.openges.ports.testing.Callbacks.BOOKED_AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Callback;
import io.openges.ports.driven.callback.BookingStore.Outcome;
import io.openges.ports.driven.callback.BookingStore.Remembered;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link io.openges.ports.driven.callback.IdempotencyKeys} does, and every
 * {@link io.openges.ports.driven.callback.BookingStore} with keys; one subclass for each
 * implementation (specification 3.1).
 */
public abstract class IdempotencyContract extends StoreContract {

  private static final Duration DAY = Duration.ofHours(24);

  private final String key = "!~\"'\\%" + UUID.randomUUID();

  @Test
  void aRepetitionGetsTheFirstAnswer() {
    var answer = "{\"b\": 1,  \"a\":\"é 😀\\n\"}\r\n\t";
    book(scheduled().build(), places(9), remembered("same", answer, BOOKED_AT));
    var again = scheduled().build();

    assertThat(book(again, places(9), remembered("same", "other", BOOKED_AT)))
        .isEqualTo(new Outcome.Replayed(answer));

    assertThat(stores().callbacks().find(again.key())).isEmpty();
    assertThat(used(SLOT)).isEqualTo(1);
  }

  @Test
  void aRepetitionGetsItsAnswerThoughTheSlotIsFullByNow() {
    book(scheduled().build(), places(1), remembered("same", "answer", BOOKED_AT));

    assertThat(book(scheduled().build(), places(1), remembered("same", "-", BOOKED_AT)))
        .isEqualTo(new Outcome.Replayed("answer"));
  }

  @Test
  void theKeyOfAnotherRequestIsRefused() {
    book(scheduled().build(), places(9), remembered("one", "answer", BOOKED_AT));
    var other = scheduled().build();

    assertThat(book(other, places(9), remembered("two", "-", BOOKED_AT)))
        .isEqualTo(new Outcome.KeyMismatch());

    assertThat(stores().callbacks().find(other.key())).isEmpty();
    assertThat(used(SLOT)).isEqualTo(1);
  }

  @Test
  void aRefusedBookingLeavesItsKeyFree() {
    book(scheduled().build(), places(0), remembered("one", "full", BOOKED_AT));

    assertThat(find(BOOKED_AT)).isNull();
    assertThat(book(scheduled().build(), places(1), remembered("two", "answer", BOOKED_AT)))
        .isEqualTo(new Outcome.Booked());
  }

  @Test
  void whatIsRememberedCanBeLookedUp() {
    var remembered = new Remembered(key, "f é", "", BOOKED_AT.plusMillis(7));
    book(scheduled().build(), places(1), remembered);

    assertThat(find(BOOKED_AT.plusSeconds(1))).isEqualTo(remembered);
  }

  @Test
  void aLongAnswerUnderALongKeyIsKept() {
    var remembered = new Remembered("k".repeat(255), "f".repeat(128), "é".repeat(9000), BOOKED_AT);
    book(scheduled().build(), places(1), remembered);

    assertThat(stores().idempotencyKeys().find(tenant, remembered.key(), BOOKED_AT))
        .contains(remembered);
  }

  @Test
  void fingerprintAndAnswerOfACallbackAreErasedAndNoOthers() {
    var one = scheduled().build();
    var other = scheduled().build();
    var kept = new Remembered(key + "2", "f", answer(other), BOOKED_AT);
    book(one, places(9), remembered("f", answer(one), BOOKED_AT));
    book(other, places(9), kept);

    stores().idempotencyKeys().erase(one.key());
    stores().idempotencyKeys().erase(one.key());

    assertThat(find(BOOKED_AT)).isEqualTo(remembered(Remembered.ERASED, "", BOOKED_AT));
    assertThat(stores().idempotencyKeys().find(tenant, key + "2", BOOKED_AT)).contains(kept);
  }

  @Test
  void theKeyOfAnErasedRequestIsRefusedUntilItsDayIsOver() {
    var erased = scheduled().build();
    book(erased, places(9), remembered("f", answer(erased), BOOKED_AT));
    stores().idempotencyKeys().erase(erased.key());

    for (var fingerprint : new String[] {"f", "g", ""}) {
      assertThat(book(scheduled().build(), places(9), remembered(fingerprint, "-", BOOKED_AT)))
          .isEqualTo(new Outcome.KeyMismatch());
    }
    assertThat(used(SLOT)).isEqualTo(1);
    var later = BOOKED_AT.plus(DAY).plusMillis(1);
    assertThat(book(scheduled().build(), places(9), remembered("f", "-", later)))
        .isEqualTo(new Outcome.Booked());
  }

  private static String answer(Callback callback) {
    return "{\"id\":\"" + callback.key().id() + "\",\"number\":\"+331\",\"n\":1}";
  }

  @Test
  void keysBelongToTheirTenant() {
    book(scheduled().build(), places(1), remembered("one", "answer", BOOKED_AT));
    var stranger = Callbacks.scheduled().build();

    assertThat(stores().idempotencyKeys().find(stranger.key().tenant(), key, BOOKED_AT))
        .isEmpty();
    assertThat(book(stranger, places(1), remembered("two", "-", BOOKED_AT)))
        .isEqualTo(new Outcome.Booked());
  }

  @Test
  void keysThatDifferInCaseDiffer() {
    var one = new Remembered("Key", "one", "-", BOOKED_AT);
    var two = new Remembered("KEY", "two", "-", BOOKED_AT);
    book(scheduled().build(), places(9), one);

    assertThat(book(scheduled().build(), places(9), two)).isEqualTo(new Outcome.Booked());

    assertThat(stores().idempotencyKeys().find(tenant, "Key", BOOKED_AT)).contains(one);
    assertThat(stores().idempotencyKeys().find(tenant, "KEY", BOOKED_AT)).contains(two);
    assertThat(stores().idempotencyKeys().find(tenant, "key", BOOKED_AT)).isEmpty();
  }

  @Test
  void aKeyIsRememberedForADay() {
    var remembered = remembered("same", "answer", BOOKED_AT);
    book(scheduled().build(), places(9), remembered);

    assertThat(find(BOOKED_AT.plus(DAY))).isEqualTo(remembered);
    assertThat(stores().idempotencyKeys().find(tenant, key, BOOKED_AT.plus(DAY).plusMillis(1)))
        .isEmpty();
    assertThat(book(scheduled().build(), places(9), remembered("same", "-", BOOKED_AT.plus(DAY))))
        .isEqualTo(new Outcome.Replayed("answer"));
  }

  @Test
  void afterADayAKeyCanBeUsedAnew() {
    var later = BOOKED_AT.plus(DAY).plusMillis(1);
    book(scheduled().build(), places(9), remembered("one", "old", BOOKED_AT));

    assertThat(book(scheduled().build(), places(9), remembered("two", "new", later)))
        .isEqualTo(new Outcome.Booked());
    assertThat(find(later)).isEqualTo(remembered("two", "new", later));
  }

  @Test
  void ofRacingTwinsOneIsBookedAndTheOthersGetItsAnswer() throws InterruptedException {
    var outcomes = new Race(8, 40).run((caller, round) -> {
      var callback = immediate().build();
      var answer = callback.key().id().toString();
      var twin = new Remembered(key + "/" + round, "same", answer, BOOKED_AT);
      return new Try(callback, book(callback, null, twin));
    });

    assertThat(outcomes).allSatisfy(round -> {
      var winners = round.stream().filter(Try::isBooked).toList();
      assertThat(winners).hasSize(1);
      var answer = new Outcome.Replayed(winners.get(0).callback().key().id().toString());
      assertThat(round).filteredOn(twin -> !twin.isBooked()).allSatisfy(twin -> {
        assertThat(twin.outcome()).isEqualTo(answer);
        assertThat(stores().callbacks().find(twin.callback().key())).isEmpty();
      });
    });
  }

  @Test
  void ofRacingStrangersWithOneKeyOneIsBooked() throws InterruptedException {
    var outcomes = new Race(8, 20)
        .run((caller, round) -> book(
            immediate().build(),
            null,
            new Remembered(key + "/" + round, "request " + caller, "-", BOOKED_AT)));

    assertThat(outcomes).allSatisfy(round -> {
      assertThat(round).filteredOn(Outcome.Booked.class::isInstance).hasSize(1);
      assertThat(round)
          .filteredOn(outcome -> !(outcome instanceof Outcome.Booked))
          .containsOnly(new Outcome.KeyMismatch());
    });
  }

  private Remembered remembered(String fingerprint, String answer, Instant at) {
    return new Remembered(key, fingerprint, answer, at);
  }

  private @Nullable Remembered find(Instant now) {
    return stores().idempotencyKeys().find(tenant, key, now).orElse(null);
  }

  private record Try(Callback callback, Outcome outcome) {

    boolean isBooked() {
      return outcome instanceof Outcome.Booked;
    }
  }
}
