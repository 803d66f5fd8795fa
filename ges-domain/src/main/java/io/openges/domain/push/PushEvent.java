package io.openges.domain.push;

import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.callback.Transition;
import java.util.Optional;
import java.util.Set;

/** What a customer's device is told (specification 15.1). Immutable and thread-safe. */
public enum PushEvent {
  /** The call is near. */
  CALLBACK_UPCOMING,
  /** An agent is free; the customer is to call. */
  CALLBACK_AGENT_AVAILABLE,
  /** It was put off. */
  CALLBACK_RESCHEDULED,
  /** It was cancelled. */
  CALLBACK_CANCELLED,
  /** It could not be made. */
  CALLBACK_FAILED;

  private static final Set<String> CANCELLED =
      Set.of("CANCELLED", "CANCELLED_BY_OPERATOR", "QUEUE_REMOVED");

  /** Ends that a customer knows of, or is not to be troubled with. */
  private static final Set<String> KNOWN = Set.of(
      "AGENT_CONNECTED",
      "CUSTOMER_CALLED_IN",
      "TRANSFERRED_TO_RP",
      "ABANDONED_IN_QUEUE",
      "FAIL_USER_NO_CONFIRM",
      "ERASED");

  /** Returns what to tell of a change, empty for nothing: customers know what they did. */
  public static Optional<PushEvent> of(Transition.Changed change) {
    boolean isCustomers =
        change.events().stream().anyMatch(event -> event.actor() == TimelineEvent.Actor.CUSTOMER);
    var before = change.before();
    var after = change.after();
    if (isCustomers || !before.state().isOpen()) {
      return Optional.empty();
    }
    var reason = after.status().reason();
    if (after.state() == CallbackState.COMPLETED && reason != null) {
      return ended(reason);
    }
    boolean isPutOff = after.state() == CallbackState.SCHEDULED
        && !after.schedule().desiredTime().equals(before.schedule().desiredTime());
    return isPutOff ? Optional.of(CALLBACK_RESCHEDULED) : Optional.empty();
  }

  private static Optional<PushEvent> ended(CompletionReason reason) {
    if (KNOWN.contains(reason.value())) {
      return Optional.empty();
    }
    return Optional.of(CANCELLED.contains(reason.value()) ? CALLBACK_CANCELLED : CALLBACK_FAILED);
  }
}
