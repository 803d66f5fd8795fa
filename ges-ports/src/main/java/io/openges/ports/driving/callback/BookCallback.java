package io.openges.ports.driving.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.Grounds;
import io.openges.domain.booking.Refusal;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.capacity.FreeSlot;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Driving port: a customer asks to be called back (specification 3.2). Safe for use by many threads
 * at once.
 */
public interface BookCallback {

  /**
   * Books the callback, or says why not; nothing is kept of a refused request. When this returns
   * {@link Outcome.Booked} the callback is durable.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if a store gave no answer;
   *     whether the callback was booked is then unknown, and only a repetition with the same
   *     idempotency key is harmless
   * @throws io.openges.ports.driven.UnavailableException if settings change faster than they can be
   *     judged by; nothing was done then
   */
  Outcome book(Command command);

  /**
   * What is asked for.
   *
   * @param tenant whose customer asks
   * @param queue the queue that is to call
   * @param origin through which door it came
   * @param phoneNumber the number to call
   * @param when the time wished for
   * @param extras what is passed on, and the idempotency key
   */
  record Command(
      TenantId tenant,
      QueueName queue,
      Origin origin,
      PhoneNumber phoneNumber,
      When when,
      Extras extras) {

    /** Checks that every part is there. */
    public Command {
      requireNonNull(tenant, "tenant");
      requireNonNull(queue, "queue");
      requireNonNull(origin, "origin");
      requireNonNull(phoneNumber, "phoneNumber");
      requireNonNull(when, "when");
      requireNonNull(extras, "extras");
    }

    /** Returns who wants to be called, by which queue and when, and nothing else. */
    public Command withoutExtras() {
      return new Command(tenant, queue, origin, phoneNumber, when, Extras.NONE);
    }

    /** Returns the same without what can be read only while the request runs. */
    public Command withoutAttributes() {
      var kept =
          new Extras(extras.details(), extras.idempotency(), extras.proof(), Attributes.NONE);
      return new Command(tenant, queue, origin, phoneNumber, when, kept);
    }
  }

  /**
   * The time wished for.
   *
   * @param desiredTime null for as soon as may be
   * @param alwaysCheckCapacity whether even a near time is to take a place in a slot
   */
  record When(@Nullable Instant desiredTime, boolean alwaysCheckCapacity) {

    /** As soon as may be. */
    public static final When NOW = new When(null, false);
  }

  /**
   * What comes along.
   *
   * @param details everything that is passed on without being looked at
   * @param idempotency null if the caller sent no key
   * @param proof null for callers who need not prove that they are persons
   * @param attributes what else the request says of who sends it
   */
  record Extras(
      Booking.Details details,
      @Nullable Idempotency idempotency,
      @Nullable Proof proof,
      Attributes attributes) {

    /** Nothing. */
    public static final Extras NONE = new Extras(Booking.Details.NONE, null);

    /** Checks that there are details. */
    public Extras {
      requireNonNull(details, "details");
      requireNonNull(attributes, "attributes");
    }

    /** Makes what comes along with callers who need not prove that they are persons. */
    public Extras(Booking.Details details, @Nullable Idempotency idempotency) {
      this(details, idempotency, null, Attributes.NONE);
    }
  }

  /**
   * What a customer sends to prove that a person books (specification 15.2).
   *
   * @param token null if there is none
   * @param address of the customer, null if it is not known
   */
  record Proof(@Nullable String token, @Nullable String address) {

    /** Says whether there is nothing to verify. */
    public boolean isEmpty() {
      return token == null || token.isBlank();
    }

    /** Returns the token, an empty text if there is none. */
    public String tokenOrEmpty() {
      return token == null ? "" : token;
    }

    /** Returns nothing of it. */
    @Override
    public String toString() {
      return "Proof[***]";
    }
  }

  /**
   * What a tenant may tell those apart by who book (specification 9.1). Pure; safe for use by many
   * threads at once.
   */
  @FunctionalInterface
  interface Attributes {

    /** A request that says nothing. */
    Attributes NONE = parameter -> null;

    /**
     * Returns the value of {@code userData.<key>} or {@code header.<Name>}, null if it is not
     * there.
     */
    @Nullable
    String value(String parameter);
  }

  /**
   * An idempotency key (specification 3.1).
   *
   * @param key 1 to 255 visible ASCII characters
   * @param fingerprint a digest of the request's meaning; as personal as the request
   * @param answer makes the answer that is remembered from the callback that is booked; pure
   */
  record Idempotency(String key, String fingerprint, Function<Callback, String> answer) {

    /** Checks that every part is there. */
    public Idempotency {
      requireNonNull(key, "key");
      requireNonNull(fingerprint, "fingerprint");
      requireNonNull(answer, "answer");
    }
  }

  /** What came of it. */
  sealed interface Outcome {

    /**
     * The callback stands and is durable.
     *
     * @param callback as booked
     */
    record Booked(Callback callback) implements Outcome {}

    /** The tenant has no such queue. */
    record UnknownQueue() implements Outcome {}

    /**
     * A rule of the queue says no.
     *
     * @param refusal the first check that failed
     * @param proposals free slots to offer instead, where a slot would be missed; else empty
     * @param grounds everything that is wrong, for operators
     */
    record Refused(Refusal refusal, List<FreeSlot> proposals, Grounds grounds) implements Outcome {}

    /**
     * The slot is full.
     *
     * @param proposals the nearest free slots, at most 10, those after the wish first
     * @param grounds the slot's figures, for operators
     */
    record SlotFull(List<FreeSlot> proposals, Grounds grounds) implements Outcome {}

    /**
     * The idempotency key came again with the same request.
     *
     * @param answer the answer given the first time
     */
    record Replayed(String answer) implements Outcome {}

    /** The idempotency key was used for another request. */
    record KeyMismatch() implements Outcome {}

    /** The first request with the key is still running. */
    record KeyBusy() implements Outcome {}
  }
}
