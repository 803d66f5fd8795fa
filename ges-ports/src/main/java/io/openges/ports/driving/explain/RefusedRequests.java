package io.openges.ports.driving.explain;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.Grounds;
import io.openges.domain.booking.Refusal;
import io.openges.domain.booking.RefusedRequest;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.callback.BookCallback;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Driving port: remembers for 14 days why requests were refused (specification 24). What is noted
 * waits in a small buffer until {@link #write} keeps it; what finds no room there, and what one
 * tenant has refused too often, is dropped and counted. Safe for use by many threads at once.
 */
public interface RefusedRequests {

  /** Notes a refused request; never blocks, asks nobody and throws nothing. */
  void note(Noted refused);

  /**
   * Finds a refused request; empty if the tenant has none of that id, or it is not written yet.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<RefusedRequest> find(TenantId tenant, UUID corrId);

  /**
   * Finds out what else was wrong with the requests that wait, and keeps them; what the store does
   * not take is dropped. To be called by one thread, a moment after something was noted and once at
   * the end.
   */
  void write();

  /** Says whether nothing waits to be written. */
  boolean isIdle();

  /** Returns how many requests were dropped since the start. */
  long dropped();

  /**
   * A request that is refused.
   *
   * @param tenant whose customer asked
   * @param corrId names the request in its answer
   * @param answer what the customer is told
   * @param cause what is known of a booking's faults, or the queue of a question; null if it was
   *     neither, or could not be read
   */
  record Noted(
      TenantId tenant,
      UUID corrId,
      RefusedRequest.Answer answer,
      @Nullable Cause cause) {

    /** Checks that tenant, id and answer are there. */
    public Noted {
      requireNonNull(tenant, "tenant");
      requireNonNull(corrId, "corrId");
      requireNonNull(answer, "answer");
    }
  }

  /** Why a request is refused. */
  sealed interface Cause {

    /**
     * It was no booking but a question about a queue.
     *
     * @param queue which need not be there; one that is not is not kept
     */
    record Asked(QueueName queue) implements Cause {}

    /**
     * Rules refused it, or its slot is full.
     *
     * @param grounds what was found
     * @param unlimited the booking without its extras, which is not kept, if it was refused before
     *     limits were asked; they are asked when it is written. Null if they were
     */
    record Judged(Grounds grounds, BookCallback.@Nullable Command unlimited) implements Cause {

      /** Checks that there are grounds. */
      public Judged {
        requireNonNull(grounds, "grounds");
      }

      /** Returns the cause of a booking that its queue's rules or limits refused. */
      public static Judged of(BookCallback.Outcome.Refused refused, BookCallback.Command command) {
        return new Judged(
            refused.grounds(), refused.refusal().isBeforeLimits() ? command.withoutExtras() : null);
      }

      /** Returns the cause of a booking whose limits were asked. */
      public static Judged whole(Grounds grounds) {
        return new Judged(grounds, null);
      }
    }

    /**
     * It was refused before its queue's rules were asked; they are asked when it is written.
     *
     * @param command the booking, which is not kept
     * @param refusals what was found before
     */
    record Unjudged(BookCallback.Command command, List<Refusal> refusals) implements Cause {

      /** Copies the list. */
      public Unjudged {
        requireNonNull(command, "command");
        refusals = List.copyOf(refusals);
      }

      /** Returns the cause of a booking whose queue is not there. */
      public static Unjudged unknownQueue(BookCallback.Command command) {
        return new Unjudged(command, List.of());
      }
    }
  }
}
