package io.openges.domain.callin;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.UserData;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a customer is expected to call a number (specification 16). Immutable and thread-safe.
 *
 * @param key names it
 * @param line what to call
 * @param sent what the customer's application sent
 * @param createdAt milliseconds, UTC
 * @param expiresAt when it counts no more, milliseconds, UTC
 * @param state as it was last stored: what has expired may still be CREATED here
 */
public record CallInRequest(
    CallInKey key, Line line, Sent sent, Instant createdAt, Instant expiresAt, State state) {

  /** Checks that every part is there. */
  public CallInRequest {
    requireNonNull(key, "key");
    requireNonNull(line, "line");
    requireNonNull(sent, "sent");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(expiresAt, "expiresAt");
    requireNonNull(state, "state");
  }

  /** Returns its state at {@code now}; nobody has to write down that time has passed. */
  public State stateAt(Instant now) {
    return state == State.CREATED && !now.isBefore(expiresAt) ? State.EXPIRED : state;
  }

  /** Says whether a call at {@code now} may still match it. */
  public boolean isOpenAt(Instant now) {
    return stateAt(now) == State.CREATED;
  }

  /** Returns how its call is known. */
  public Recognition recognition() {
    if (line.accessCode() != null) {
      return Recognition.CODE;
    }
    return sent.caller() == null ? Recognition.NUMBER : Recognition.CALLER;
  }

  /** Returns the same in another state. */
  public CallInRequest as(State other) {
    return new CallInRequest(key, line, sent, createdAt, expiresAt, other);
  }

  /** Says whether its caller's number or user data are still there. */
  public boolean isPersonal() {
    return sent.caller() != null || !sent.userData().equals(UserData.NONE);
  }

  /**
   * Returns the same without what is personal (specification 6.9); one that waited for its call
   * waits no more.
   */
  public CallInRequest erased() {
    var kept = new Sent(sent.group(), null, UserData.NONE, sent.callback());
    var ended = state == State.CREATED ? State.EXPIRED : state;
    return new CallInRequest(key, line, kept, createdAt, expiresAt, ended);
  }

  /** Where a request stands. */
  public enum State {
    /** A call is waited for. */
    CREATED,
    /** Its call has come; final. */
    MATCHED,
    /** No call came in time, or a newer request took its place; final. */
    EXPIRED
  }

  /** How a call is known to be the one that is expected. */
  public enum Recognition {
    /** The caller types the code in. */
    CODE,
    /** It comes from the caller's number. */
    CALLER,
    /** The number that is called is nobody else's. */
    NUMBER
  }

  /**
   * What to call. The code is a secret: {@link #toString} does not show it.
   *
   * @param number {@code +} and digits
   * @param accessCode null if the group makes none
   */
  public record Line(String number, @Nullable Integer accessCode) {

    /** Checks that there is a number. */
    public Line {
      requireNonNull(number, "number");
    }

    /** Returns the number, and whether there is a code. */
    @Override
    public String toString() {
      return number + (accessCode == null ? "" : " with a code");
    }
  }

  /**
   * What the customer's application sent.
   *
   * @param group the group's name
   * @param caller the number the call will come from, with its e164; null if it was not told
   * @param userData for whoever takes the call
   * @param callback the callback that the call confirms, null if none
   */
  public record Sent(
      String group,
      @Nullable PhoneNumber caller,
      UserData userData,
      @Nullable CallbackId callback) {

    /**
     * Checks that group and user data are there.
     *
     * @throws IllegalArgumentException if the caller's number has no international form
     */
    public Sent {
      requireNonNull(group, "group");
      requireNonNull(userData, "userData");
      if (caller != null && caller.e164() == null) {
        throw new IllegalArgumentException("a caller is known by an international number");
      }
    }

    /** Returns the number by which the call is known, {@code +} and digits, null if none. */
    public @Nullable String callerKey() {
      return caller == null ? null : caller.e164();
    }
  }
}
