package io.openges.domain.booking;

/**
 * Why a booking is refused, a slot not offered or a callback still waiting, in machine-readable
 * form (specification 24). Immutable and thread-safe.
 */
public enum ReasonCode {
  /** No such queue. */
  SERVICE_UNKNOWN,
  /** A user-originated queue needs a push target. */
  PUSH_TARGET_REQUIRED,
  /** A proof that a person books is needed. */
  CAPTCHA_MISSING,
  /** The proof is none. */
  CAPTCHA_FAILED,
  /** Nobody can say whether the proof is one. */
  CAPTCHA_UNAVAILABLE,
  /** The number cannot be read. */
  NUMBER_INVALID,
  /** Nobody can have the number. */
  NUMBER_IMPOSSIBLE,
  /** The number is of a country that may not be called. */
  COUNTRY_NOT_ALLOWED,
  /** The number costs more than a call. */
  PREMIUM_BLOCKED,
  /** A pattern blocks the number. */
  PATTERN_BLOCKED,
  /** Immediate callbacks are not offered. */
  IMMEDIATE_DISABLED,
  /** Scheduled callbacks are not offered. */
  SCHEDULED_DISABLED,
  /** The desired time has passed. */
  IN_PAST,
  /** The desired time is more than 14 days ahead. */
  BEYOND_HORIZON,
  /** The desired time is nearer than the queue's lead time. */
  TOO_SOON,
  /** Closed by the weekly hours. */
  CLOSED_WEEKLY,
  /** Closed by a special day. */
  CLOSED_SPECIAL_DAY,
  /** No agent is logged in. */
  NO_AGENTS,
  /** The call would be made after closing. */
  FORECAST_AFTER_CLOSING,
  /** Too near closing. */
  BLACKOUT,
  /** As many callbacks of the number are open as may be. */
  DUPLICATE,
  /** Too many bookings of the number, or of what else customers are told apart by. */
  THROTTLE_NUMBER,
  /** Too many bookings of the queue in its first window. */
  THROTTLE_SERVICE_1,
  /** Too many bookings of the queue in its second window. */
  THROTTLE_SERVICE_2,
  /** Too many immediate callbacks of the queue are waiting. */
  THROTTLE_QUEUED,
  /** Too many bookings of the tenant. */
  THROTTLE_TENANT,
  /** The slot is full. */
  CAPACITY_FULL,
  /** The slot has no capacity at all. */
  CAPACITY_ZERO,
  /** The slot would be over before the call could be made. */
  SLOT_WOULD_BE_MISSED,
  /** The due time has not come. */
  NOT_DUE,
  /** The office is closed until the opening. */
  WAITING_FOR_OPENING,
  /** Closing time passed; held until the next opening. */
  HELD_AFTER_CLOSING,
  /** The voice platform's Redis does not answer. */
  VOICE_REDIS_DOWN,
  /** Claimed by a node that is handing it over. */
  CLAIMED_BY_NODE,
  /** The stream entry has not been read. */
  ENTRY_UNREAD,
  /** The session has not reported yet. */
  NOT_STARTED_YET,
  /** No orchestration server answers. */
  ORS_UNREACHABLE,
  /** It cannot be proven that no session runs. */
  START_UNPROVEN,
  /** Waiting in the queue. */
  IN_QUEUE,
  /** An agent is reserved. */
  AGENT_RESERVED,
  /** An agent handles it. */
  IN_PROGRESS
}
