package io.openges.ports.driving.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.TimelineEvent.Actor;
import org.jspecify.annotations.Nullable;

/** Driving port: cancels callbacks (specification 3.3). Safe for use by many threads at once. */
public interface CancelCallback {

  /**
   * Cancels durably, or says why not. The place in the slot is free when this returns; the voice
   * platform is told afterwards, until it knows.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  Outcome cancel(Command command);

  /**
   * What to cancel.
   *
   * @param key which callback
   * @param reason the reason to complete it with
   * @param actor on whose behalf
   * @param audited who the audit says did it, 1 to 255 characters; null for customers, of whom it
   *     says nothing
   */
  record Command(
      CallbackKey key,
      CompletionReason reason,
      Actor actor,
      @Nullable String audited) {

    /** Makes the wish of a customer. */
    public Command(CallbackKey key, CompletionReason reason, Actor actor) {
      this(key, reason, actor, null);
    }

    /** Checks that callback, reason and actor are there. */
    public Command {
      requireNonNull(key, "key");
      requireNonNull(reason, "reason");
      requireNonNull(actor, "actor");
    }
  }

  /** What came of it. */
  sealed interface Outcome {

    /**
     * It is cancelled, now or before.
     *
     * @param callback as it is
     */
    record Cancelled(Callback callback) implements Outcome {}

    /** No such callback. */
    record Unknown() implements Outcome {}

    /**
     * It can no longer be cancelled.
     *
     * @param callback as it is
     */
    record NotCancellable(Callback callback) implements Outcome {}
  }
}
