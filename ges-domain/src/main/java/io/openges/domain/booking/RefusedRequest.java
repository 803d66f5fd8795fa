package io.openges.domain.booking;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that was refused, kept for whoever is asked why (specification 24). No number, no user
 * data, nothing of the request's body, and its path only as a template (specification 23).
 * Immutable and thread-safe.
 *
 * @param tenant whose customer asked
 * @param corrId names the request in its answer
 * @param at when it was refused, milliseconds, UTC
 * @param answer what the customer was told
 * @param judgement what was wrong
 */
public record RefusedRequest(
    TenantId tenant, UUID corrId, Instant at, Answer answer, Judgement judgement) {

  /** Refused requests are kept so long; fixed (specification 24). */
  public static final Duration RETENTION = Duration.ofDays(14);

  /** Checks that every part is there. */
  public RefusedRequest {
    requireNonNull(tenant, "tenant");
    requireNonNull(corrId, "corrId");
    requireNonNull(at, "at");
    requireNonNull(answer, "answer");
    requireNonNull(judgement, "judgement");
  }

  /**
   * What the customer was told.
   *
   * @param method the HTTP method
   * @param route the path as a template
   * @param http the HTTP status, 400 to 499
   * @param code the {@code status.code} of specification 4
   * @param message may name a parameter, but quotes no value
   */
  public record Answer(String method, String route, int http, int code, String message) {

    /** Checks that every text is there. */
    public Answer {
      requireNonNull(method, "method");
      requireNonNull(route, "route");
      requireNonNull(message, "message");
    }
  }

  /**
   * What was wrong.
   *
   * @param queue the queue asked for, null if there is none or it is unknown
   * @param failed every check that failed, in the order of specification 3.2.2; empty if the
   *     request was refused before any was made, or is no booking
   * @param settingsVersion the version in force then, 0 if there was none
   */
  public record Judgement(
      @Nullable QueueName queue, List<FailedCheck> failed, int settingsVersion) {

    /** Copies the list. */
    public Judgement {
      failed = List.copyOf(failed);
    }
  }
}
