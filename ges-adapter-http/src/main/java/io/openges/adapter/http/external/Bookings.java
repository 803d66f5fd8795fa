package io.openges.adapter.http.external;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.listener.Call;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.Origin;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.BookCallback.Outcome;
import io.openges.ports.driving.explain.RefusedRequests.Cause;
import io.openges.ports.driving.queue.AskQueue;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Books for all three doors: vendor's API, clean API and facade differ only in how they read the
 * request and write the callback. Safe for use by many threads at once.
 */
public final class Bookings {

  private final BookCallback book;
  private final AskQueue queues;

  /** Books with {@code book}; asks {@code queues} for the time. */
  public Bookings(BookCallback book, AskQueue queues) {
    this.book = book;
    this.queues = queues;
  }

  /**
   * A request that was read.
   *
   * @param booking what it asks for
   * @param body the whole of it, for its fingerprint
   * @param tenant whose customer asks
   * @param origin through which door it came
   * @param proof null for callers who need not prove that they are persons
   */
  public record Asked(
      BookingRequest booking,
      ObjectNode body,
      TenantId tenant,
      Origin origin,
      BookCallback.@Nullable Proof proof) {

    /** A request of somebody who need not prove anything. */
    public Asked(BookingRequest booking, ObjectNode body, TenantId tenant, Origin origin) {
      this(booking, body, tenant, origin, null);
    }
  }

  /**
   * Books and answers.
   *
   * @param answer writes the answer's body for the callback that is booked; pure
   */
  public Reply book(Call call, Asked asked, Function<Callback, String> answer) {
    var idempotency = IdempotencyHeader.read(call, asked.body(), answer);
    var command =
        asked.booking().command(call, asked.tenant(), asked.origin(), idempotency, asked.proof());
    var outcome = book.book(command);
    if (outcome instanceof Outcome.UnknownQueue) {
      throw unknownQueue(command);
    }
    return reply(outcome, command, answer, queues.now());
  }

  private static ProblemException unknownQueue(BookCallback.Command command) {
    return ProblemException.of(StatusCode.SERVICE_UNKNOWN)
        .because(Cause.Unjudged.unknownQueue(command));
  }

  /** Writes down what came of a booking. */
  static Reply reply(
      Outcome outcome,
      BookCallback.Command command,
      Function<Callback, String> answer,
      Instant now) {
    if (outcome instanceof Outcome.Booked booked) {
      return Reply.jsonText(answer.apply(booked.callback()));
    }
    if (outcome instanceof Outcome.Replayed replayed) {
      return Reply.jsonText(replayed.answer()).withHeader("Idempotent-Replayed", "true");
    }
    throw problem(outcome, command, now);
  }

  private static ProblemException problem(
      Outcome outcome, BookCallback.Command command, Instant now) {
    if (outcome instanceof Outcome.UnknownQueue) {
      return ProblemException.of(StatusCode.SERVICE_UNKNOWN);
    }
    if (outcome instanceof Outcome.Refused refused) {
      return Refusals.problem(refused.refusal(), refused.proposals(), now)
          .because(Cause.Judged.of(refused, command));
    }
    if (outcome instanceof Outcome.SlotFull full) {
      return Refusals.slotFull(full.proposals()).because(Cause.Judged.whole(full.grounds()));
    }
    if (outcome instanceof Outcome.KeyMismatch) {
      return ProblemException.of(StatusCode.IDEMPOTENCY_MISMATCH);
    }
    if (outcome instanceof Outcome.KeyBusy) {
      return ProblemException.of(StatusCode.IDEMPOTENCY_BUSY);
    }
    throw new IllegalArgumentException("unknown outcome " + outcome.getClass());
  }
}
