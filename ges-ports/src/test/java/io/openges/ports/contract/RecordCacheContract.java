package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.UserData;
import io.openges.ports.driven.callback.RecordCache;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Race;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link RecordCache} does while it works; one subclass for each implementation. Every
 * test has callbacks of its own, so the cache needs no clearing.
 */
@Timeout(120)
public abstract class RecordCacheContract {

  /** Returns the cache under test. */
  protected abstract RecordCache cache();

  /** Waits until all that was put or removed so far is done; returns at once if it is by itself. */
  protected abstract void settle();

  @Test
  void whatIsPutIsFound() {
    var callback = Callbacks.scheduled().e164("+15550100").build();

    put(callback);

    assertThat(cache().find(callback.key())).contains(callback);
  }

  @Test
  void whatWasNeverPutIsNotFound() {
    assertThat(cache().find(Callbacks.anyKey())).isEmpty();
  }

  @Test
  void everythingIsKeptButUserDataAndPushTargets() {
    var callback = Callbacks.scheduled()
        .completed(new CompletionReason("A" + "_9".repeat(31)))
        .details(Callbacks.fullDetails())
        .attempt(Callbacks.fullAttempt())
        .revocation(Callbacks.fullRevocation())
        .version(Long.MAX_VALUE)
        .build();

    put(callback);

    assertThat(cache().find(callback.key())).contains(withoutPrivateData(callback));
  }

  @Test
  void whatIsEmptyDoesNotBecomeAbsent() {
    var callback =
        Callbacks.immediate().details(Callbacks.emptyDetails()).e164("").build();

    put(callback);

    assertThat(cache().find(callback.key())).contains(withoutPrivateData(callback));
  }

  @Test
  void tenantsDoNotShareCopies() {
    var ours = Callbacks.scheduled().build();
    var theirs = Callbacks.immediate().id(ours.key().id()).build();

    put(ours, theirs);

    assertThat(cache().find(ours.key())).contains(ours);
    assertThat(cache().find(theirs.key())).contains(theirs);
  }

  @Test
  void aNewerVersionReplacesAnOlderOne() {
    var first = Callbacks.scheduled().build();
    put(first);

    put(version(first, 2));

    assertThat(cache().find(first.key())).contains(version(first, 2));
  }

  @Test
  void anOlderVersionNeverReplacesANewerOne() {
    var first = Callbacks.scheduled().build();
    put(version(first, 10));

    put(version(first, 9));

    assertThat(cache().find(first.key())).contains(version(first, 10));
  }

  @Test
  void theNewestOfManyWinsInWhateverOrderTheyCome() {
    var first = Callbacks.scheduled().build();

    put(version(first, 2), version(first, 11), version(first, 9), first);

    assertThat(cache().find(first.key())).contains(version(first, 11));
  }

  @Test
  void whatIsRemovedIsGone() {
    var gone = Callbacks.scheduled().build();
    var kept = Callbacks.scheduled().build();
    put(gone, kept);

    cache().remove(Set.of(gone.key(), Callbacks.anyKey()));
    settle();

    assertThat(cache().find(gone.key())).isEmpty();
    assertThat(cache().find(kept.key())).contains(kept);
  }

  @Test
  void nothingCanBePutAndRemoved() {
    cache().put(List.of());
    cache().remove(List.of());
    settle();
  }

  @Test
  void ofRacingVersionsTheNewestStays() throws InterruptedException {
    var callbacks =
        IntStream.range(0, 40).mapToObj(round -> Callbacks.scheduled().build()).toList();

    new Race(8, 40).run((caller, round) -> {
      var callback = version(callbacks.get(round), 1 + (caller * 3 + round) % 8);
      cache().put(List.of(callback));
      return callback;
    });
    settle();

    assertThat(callbacks)
        .allSatisfy(
            callback -> assertThat(cache().find(callback.key())).contains(version(callback, 8)));
  }

  private void put(Callback... callbacks) {
    cache().put(List.of(callbacks));
    settle();
  }

  private static Callback version(Callback callback, int version) {
    return Callbacks.scheduled()
        .tenant(callback.key().tenant())
        .id(callback.key().id())
        .state(CallbackState.QUEUED)
        .version(version)
        .build();
  }

  private static Callback withoutPrivateData(Callback callback) {
    var booking = callback.booking();
    var details = booking.details();
    return new Callback(
        callback.key(),
        callback.queue(),
        new Booking(
            booking.source(),
            booking.phoneNumber(),
            booking.requestedTime(),
            booking.createdAt(),
            new Booking.Details(details.offer(), details.routing(), List.of(), UserData.NONE),
            booking.settingsVersion()),
        callback.schedule(),
        callback.status(),
        callback.progress());
  }
}
