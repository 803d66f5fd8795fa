package io.openges.domain.audit;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing somebody did (specifications 5.1 and 14.3). Never holds user data, secrets or a number
 * that could be called (specification 23). Immutable and thread-safe.
 *
 * @param tenant whose settings or callbacks
 * @param at when, milliseconds, UTC
 * @param actor who, 1 to 255 characters; {@link #INTERNAL} if the caller did not say
 * @param action what was done
 * @param object to what, such as {@code callback:<id>}, 1 to 400 characters
 * @param detail what else is worth knowing, null if nothing is
 */
public record AuditEntry(
    TenantId tenant,
    Instant at,
    String actor,
    Action action,
    String object,
    @Nullable String detail) {

  /** Another part of the platform, which does not say for whom it acts. */
  public static final String INTERNAL = "internal";

  /** Most characters of an actor. */
  public static final int MAX_ACTOR = 255;

  /** Checks that every required part is there. */
  public AuditEntry {
    requireNonNull(tenant, "tenant");
    requireNonNull(at, "at");
    requireNonNull(actor, "actor");
    requireNonNull(action, "action");
    requireNonNull(object, "object");
  }

  /** Returns the object that a callback is. */
  public static String callback(Object id) {
    return "callback:" + id;
  }

  /** What can be done. */
  public enum Action {
    /** A table of settings was put in force; also an older one again. */
    PUBLISH,
    /** A rule was made or changed. */
    CHANGE_RULE,
    /** A rule was deleted. */
    DELETE_RULE,
    /** A rule was given to a queue, or taken from it. */
    ASSIGN_RULE,
    /** A call-in group was made or changed. */
    CHANGE_GROUP,
    /** A call-in group was deleted. */
    DELETE_GROUP,
    /** A login was registered. */
    SET_CREDENTIALS,
    /** A login was removed. */
    REMOVE_CREDENTIALS,
    /** A callback was moved to another time. */
    RESCHEDULE,
    /** What was booked of a callback was changed. */
    EDIT,
    /** A callback was cancelled by an operator, or by another part of the platform. */
    CANCEL,
    /** What was personal was erased. */
    ERASE
  }
}
