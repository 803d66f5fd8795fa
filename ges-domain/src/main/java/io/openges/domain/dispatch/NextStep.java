package io.openges.domain.dispatch;

import io.openges.domain.booking.ReasonCode;
import io.openges.domain.callback.CompletionReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is to be done with a callback that woke up. Immutable and thread-safe. */
public sealed interface NextStep {

  /**
   * Hand it to the voice platform now.
   *
   * @param due since when it has been due, for the measure of lateness
   */
  record Submit(Instant due) implements NextStep {}

  /**
   * Nothing yet.
   *
   * @param until when to look again
   * @param why what it waits for
   * @param newExpiry its new end of life if the wait moves it (specification 6.5, HOLD), null if
   *     unchanged
   */
  record Wait(Instant until, ReasonCode why, @Nullable Instant newExpiry) implements NextStep {}

  /**
   * End it.
   *
   * @param reason why
   */
  record Complete(CompletionReason reason) implements NextStep {}

  /** Find out whether the submitted attempt ever started. */
  record CheckStart() implements NextStep {}

  /**
   * Find out whether its session, which has not reported of late, still runs.
   *
   * @param why what the callback waits for
   */
  record AskSession(ReasonCode why) implements NextStep {}

  /** Nothing, until a report or a user moves it. */
  record Rest() implements NextStep {}
}
