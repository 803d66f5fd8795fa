package io.openges.ports.memory;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.PushTarget;
import io.openges.domain.callback.UserData;
import io.openges.ports.driven.dispatch.DispatchQueue;
import java.util.List;

/** Copies of callbacks that differ in what only stores change. Immutable and thread-safe. */
final class Snapshots {

  private Snapshots() {}

  /** Returns the callback as it is after one more claim. */
  static Callback claimed(Callback callback) {
    return withLeases(callback, callback.attempt().leases() + 1);
  }

  /**
   * Returns {@code after} with the claims of {@code stored}, which may have been made since
   * somebody read it: a claim does not change the version, and must not be forgotten.
   */
  static Callback keepingClaims(Callback stored, Callback after) {
    var known = stored.attempt();
    var attempt = after.attempt();
    return known.number() == attempt.number() && known.leases() > attempt.leases()
        ? withLeases(after, known.leases())
        : after;
  }

  /** Returns the callback with what a new wake-up time changes. */
  static Callback woken(Callback callback, DispatchQueue.Wake wake) {
    var progress = callback.progress();
    var after = callback.with(
        callback.status(),
        new Callback.Progress(progress.attempt(), progress.revocation(), wake.absence()));
    return wake.newExpiry() == null
        ? after
        : after.with(callback.schedule().withExpiresAt(wake.newExpiry()));
  }

  /** Returns the callback without the application's data. */
  static Callback withoutUserData(Callback callback) {
    return withPrivateData(callback, callback.booking().details().pushTargets(), UserData.NONE);
  }

  /** Returns the callback without the application's data and the customer's devices. */
  static Callback withoutPrivateData(Callback callback) {
    return withPrivateData(callback, List.of(), UserData.NONE);
  }

  private static Callback withPrivateData(
      Callback callback, List<PushTarget> pushTargets, UserData userData) {
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
            new Booking.Details(details.offer(), details.routing(), pushTargets, userData),
            booking.settingsVersion()),
        callback.schedule(),
        callback.status(),
        callback.progress());
  }

  private static Callback withLeases(Callback callback, int leases) {
    var attempt = callback.attempt();
    var counted = new Attempt(
        attempt.number(), attempt.unstarted(), leases, attempt.submission(), attempt.session());
    var progress = callback.progress();
    return callback.with(
        callback.status(),
        new Callback.Progress(counted, progress.revocation(), progress.absence()));
  }
}
