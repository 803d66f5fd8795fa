package io.openges.domain.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Attempt.Session;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that must not go on: its fence is to be revoked, its unread entry deleted, its session
 * told (specification 6.6, rule 10). Kept with the callback until done, so that no crash forgets
 * it. Immutable and thread-safe.
 *
 * @param attempt the number of the attempt to revoke
 * @param entryId its stream entry, null if it is not known to exist
 * @param session its session, null if none has reported
 * @param event the session event to send: {@code callback.cancel} or {@code callback.revoked}
 * @param giveUpAt when to stop trying to reach the session
 */
public record Revocation(
    int attempt,
    @Nullable String entryId,
    @Nullable Session session,
    String event,
    Instant giveUpAt) {

  /** Tells the session that the customer or an operator cancelled. */
  public static final String CANCEL = "callback.cancel";

  /** Tells the session that its attempt is no longer the current one. */
  public static final String REVOKED = "callback.revoked";

  /** Checks that the event and the end are there. */
  public Revocation {
    requireNonNull(event, "event");
    requireNonNull(giveUpAt, "giveUpAt");
  }
}
