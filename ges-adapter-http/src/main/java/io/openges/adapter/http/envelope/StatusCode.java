package io.openges.adapter.http.envelope;

import org.jspecify.annotations.Nullable;

/**
 * Every {@code status.code} an answer can carry, with its HTTP status and its message
 * (specification 4). Immutable and thread-safe.
 */
public enum StatusCode {
  /** All is well. */
  OK(0, 200, "Successful"),
  /** A parameter is missing or wrong; the message names it. */
  INVALID_PARAMETER(501, 400, "Invalid parameter"),
  /** No API key. */
  API_KEY_MISSING(1103, 401, "API key missing"),
  /** Nobody's API key, or no such contact center. */
  API_KEY_INVALID(1104, 401, "API key not valid"),
  /** A contact-center header where none may be, or two that disagree. */
  TENANT_HEADER_REFUSED(1105, 403, "Contact center header not accepted here"),
  /** No or a wrong token of the internal network, or nobody signed in. */
  SIGN_IN_REQUIRED(1106, 401, "Authentication required"),
  /** Signed in, but not entitled. */
  ROLE_REQUIRED(1107, 403, "Your role does not allow this"),
  /** The page's request token is missing or wrong. */
  CSRF(1108, 403, "Request token missing or wrong"),
  /** The number cannot be read. */
  NUMBER_INVALID(7030, 400, "Phone number is not valid"),
  /** No such number can exist. */
  NUMBER_IMPOSSIBLE(7036, 400, "Phone number cannot exist"),
  /** The tenant does not call such numbers. */
  NUMBER_NOT_ALLOWED(7037, 400, "Callbacks to this number are not allowed"),
  /** No such queue. */
  SERVICE_UNKNOWN(7040, 400, "Unknown service"),
  /** Too many requests; {@code Retry-After} says when to come again. */
  THROTTLED(7041, 429, "Too many requests"),
  /** Closed at that time. */
  OFFICE_CLOSED(7042, 400, "The office is closed at the requested time"),
  /** No such callback of this tenant. */
  CALLBACK_UNKNOWN(7100, 404, "No such callback"),
  /** Being handled, or completed otherwise. */
  NOT_CANCELLABLE(7101, 400, "The callback can no longer be cancelled"),
  /** The queue takes no immediate callbacks. */
  IMMEDIATE_DISABLED(7102, 400, "Immediate callbacks are not offered"),
  /** The queue takes no scheduled callbacks. */
  SCHEDULED_DISABLED(7103, 400, "Scheduled callbacks are not offered"),
  /** The desired time has passed. */
  TIME_IN_PAST(7104, 400, "desiredTime is in the past"),
  /** The desired time is beyond the horizon. */
  TIME_TOO_FAR(7105, 400, "desiredTime is more than 14 days ahead"),
  /** The desired time is nearer than the lead time. */
  TIME_TOO_SOON(7106, 400, "desiredTime is too soon"),
  /** A callback for the number is open. */
  DUPLICATE(7107, 400, "A callback for this number is already waiting"),
  /** Nobody is logged in. */
  NO_AGENTS(7108, 400, "No agents are available"),
  /** It would be made after closing. */
  AFTER_CLOSING(7109, 400, "The callback could not be made before closing time"),
  /** The slot is full; the answer lists others. */
  SLOT_FULL(7110, 429, "The requested time slot is full"),
  /** The slot would be over before the call; the answer lists others. */
  SLOT_WOULD_BE_MISSED(7111, 429, "The callback would miss the requested time slot"),
  /** Too late to move it. */
  NOT_RESCHEDULABLE(7112, 409, "The callback can no longer be moved"),
  /** A captcha token is needed. */
  CAPTCHA_MISSING(7120, 400, "captchaToken: required"),
  /** The captcha was not solved. */
  CAPTCHA_FAILED(7121, 400, "CAPTCHA verification failed"),
  /** The captcha service does not answer. */
  CAPTCHA_UNAVAILABLE(7122, 503, "CAPTCHA cannot be verified now"),
  /** The queue needs a device to notify. */
  PUSH_TARGET_REQUIRED(7130, 400, "pushTargets: required for this service"),
  /** No such group of numbers to call in. */
  GROUP_UNKNOWN(7140, 400, "Unknown call-in group"),
  /** Every number of the group is taken. */
  NO_FREE_NUMBER(7141, 429, "No phone number is free in this group"),
  /** The callback referred to is unknown. */
  CALLBACK_REF_UNKNOWN(7142, 400, "callbackServiceId: no such callback"),
  /** Nobody was expected to call in like this. */
  CALL_IN_UNKNOWN(7143, 404, "No matching call-in request"),
  /** The tenant has registered no credentials. */
  GWS_CREDENTIALS_MISSING(7150, 401, "GWS credentials are not registered"),
  /** The tenant's credentials are not accepted. */
  GWS_CREDENTIALS_REFUSED(7151, 401, "GWS credentials were refused"),
  /** The statistics request is wrong. */
  STATISTICS_REFUSED(7152, 400, "GWS refused the statistics request"),
  /** The key came again with another body. */
  IDEMPOTENCY_MISMATCH(7160, 422, "Idempotency-Key was used with another body"),
  /** The key has no valid form. */
  IDEMPOTENCY_KEY_INVALID(7161, 400, "Idempotency-Key: expected 1-255 visible ASCII characters"),
  /** The twin is still running. */
  IDEMPOTENCY_BUSY(7162, 409, "The first request with this key is still running"),
  /** No such path here. */
  PATH(7170, 404, "No such resource"),
  /** The path has other methods; {@code Allow} lists them. */
  METHOD(7171, 405, "Method not allowed"),
  /** The body is not JSON. */
  MEDIA_TYPE(7172, 415, "JSON expected"),
  /** The body is larger than the listener takes. */
  TOO_LARGE(7173, 413, "Request too large"),
  /** The report is not for the current attempt or not from its session. */
  STALE_ATTEMPT(7180, 409, "Update is for another attempt"),
  /** The state machine has no such arrow. */
  ILLEGAL_TRANSITION(7181, 409, "The callback cannot change like this"),
  /** Another version of the settings is in force. */
  VERSION_CONFLICT(7182, 412, "Another settings version is in force"),
  /** The settings have errors; the answer lists them. */
  SETTINGS_INVALID(7183, 400, "Settings have errors (see data.errors)"),
  /** Something GES needs does not answer. */
  DEPENDENCY_DOWN(7190, 503, "Service temporarily unavailable"),
  /** A bug. */
  INTERNAL(7199, 500, "Internal error");

  /** Seconds after which to ask again when nothing better is known (specification 2.12). */
  private static final int RETRY_SECONDS = 5;

  private final int code;
  private final int http;
  private final String message;

  StatusCode(int code, int http, String message) {
    this.code = code;
    this.http = http;
    this.message = message;
  }

  /** Returns the {@code status.code}. */
  public int code() {
    return code;
  }

  /** Returns the HTTP status. */
  public int http() {
    return http;
  }

  /** Returns the message where nothing more precise is said. */
  public String message() {
    return message;
  }

  /**
   * Returns the seconds of {@code Retry-After} where nothing better is known: null for codes that
   * carry none. A full slot is 429 too, but waiting does not empty it.
   */
  public @Nullable Integer retryAfter() {
    if (this == IDEMPOTENCY_BUSY) {
      return 1;
    }
    boolean slot = this == SLOT_FULL || this == SLOT_WOULD_BE_MISSED;
    return http == 503 || (http == 429 && !slot) ? RETRY_SECONDS : null;
  }
}
