package io.openges.domain.hours;

/** Why an office is closed, in the words of the Explain answers (specification 24). */
public enum ClosedReason {
  /** The week's hours do not cover the time. */
  CLOSED_WEEKLY,
  /** A special day rules the local date, and its hours do not cover the time. */
  CLOSED_SPECIAL_DAY
}
