package io.openges.ports.testing;

import static java.util.Objects.requireNonNullElseGet;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Revocation;
import io.openges.domain.callback.RoutingWish;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Puts a callback together; begun by {@link Callbacks#scheduled} or {@link Callbacks#immediate}.
 * Not thread-safe; one thread at a time.
 */
public final class CallbackBuilder {

  final CallbackKind kind;
  CallbackState state;
  TenantId tenant = Callbacks.anyTenant();
  CallbackId id = Callbacks.anyId();
  QueueName queue = new QueueName("VQ_Test");
  Instant desiredTime = Callbacks.NOON;
  Instant createdAt = Callbacks.BOOKED_AT;
  Booking.Details details = Booking.Details.NONE;
  Attempt attempt = Attempt.FIRST;
  long version = 1;

  @Nullable
  CompletionReason reason;

  @Nullable
  Revocation revocation;

  @Nullable
  String e164;

  private @Nullable Instant expiresAt;

  CallbackBuilder(CallbackKind kind, CallbackState state) {
    this.kind = kind;
    this.state = state;
  }

  /** Sets the tenant; without it, the callback has a tenant of its own. */
  public CallbackBuilder tenant(TenantId newTenant) {
    tenant = newTenant;
    return this;
  }

  /** Sets the id; without it, the callback has a random one. */
  public CallbackBuilder id(CallbackId newId) {
    id = newId;
    return this;
  }

  /** Sets the virtual queue. */
  public CallbackBuilder queue(QueueName newQueue) {
    queue = newQueue;
    return this;
  }

  /** Sets the desired and the requested time, and with it the end of life unless that is set. */
  public CallbackBuilder desiredAt(Instant time) {
    desiredTime = time;
    return this;
  }

  /** Sets the end of life. */
  public CallbackBuilder expiringAt(Instant time) {
    expiresAt = time;
    return this;
  }

  /** Sets when it was booked. */
  public CallbackBuilder createdAt(Instant time) {
    createdAt = time;
    return this;
  }

  /** Sets the international form of its number. */
  public CallbackBuilder e164(String number) {
    e164 = number;
    return this;
  }

  /** Sets everything that is passed on. */
  public CallbackBuilder details(Booking.Details newDetails) {
    details = newDetails;
    return this;
  }

  /** Sets the priority, and takes back all other details. */
  public CallbackBuilder priority(@Nullable Integer priority) {
    var none = Booking.Details.NONE;
    details = new Booking.Details(
        none.offer(), new RoutingWish(priority, null, null), none.pushTargets(), none.userData());
    return this;
  }

  /** Sets an open state. */
  public CallbackBuilder state(CallbackState newState) {
    state = newState;
    reason = null;
    return this;
  }

  /** Completes it. */
  public CallbackBuilder completed(CompletionReason newReason) {
    state = CallbackState.COMPLETED;
    reason = newReason;
    return this;
  }

  /** Sets the version, 1 or more. */
  public CallbackBuilder version(long newVersion) {
    version = newVersion;
    return this;
  }

  /** Sets the attempt. */
  public CallbackBuilder attempt(Attempt newAttempt) {
    attempt = newAttempt;
    return this;
  }

  /** Sets the attempt that is to be revoked. */
  public CallbackBuilder revocation(@Nullable Revocation newRevocation) {
    revocation = newRevocation;
    return this;
  }

  /** Returns the callback. */
  public Callback build() {
    return Callbacks.build(this);
  }

  Instant expiresAt() {
    return requireNonNullElseGet(expiresAt, () -> desiredTime.plus(Callbacks.TTL));
  }
}
