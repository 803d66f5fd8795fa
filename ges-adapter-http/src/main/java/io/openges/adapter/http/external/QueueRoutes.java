package io.openges.adapter.http.external;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driving.queue.AskQueue;
import java.util.List;

/**
 * What the vendor's API answers about queues (specification 3.5 to 3.7). Safe for use by many
 * threads at once.
 */
public final class QueueRoutes {

  private static final String SERVICE = "service-name";
  private static final String QUEUE = "queue-name";

  private final AskQueue queues;
  private final Availability availability;

  /** Asks {@code queues}. */
  public QueueRoutes(AskQueue queues, Availability availability) {
    this.queues = queues;
    this.availability = availability;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    var base = "/engagement/v3/callbacks/";
    return List.of(
        Route.get(base + "availability/{" + SERVICE + "}", Access.API_KEY, this::availability),
        Route.get(base + "queue-status/{" + QUEUE + "}", Access.API_KEY, this::status),
        Route.get(base + "open-for/{" + SERVICE + "}", Access.API_KEY, this::openFor));
  }

  private Reply availability(Call call) {
    return call.ok(availability.listed(call, call.path(SERVICE)))
        .withHeader(Availability.TZDATA_HEADER, Availability.tzdata());
  }

  private Reply status(Call call) {
    var status = queues
        .status(call.tenant(), new QueueName(call.path(QUEUE)))
        .orElseThrow(() -> ProblemException.of(StatusCode.SERVICE_UNKNOWN));
    return call.ok(new Status(
        status.waitTime().seconds(), status.immediateOffered(), status.scheduledOffered()));
  }

  private Reply openFor(Call call) {
    var zone = AvailabilityQuery.zone(call);
    var from = AvailabilityQuery.start(call, zone, queues.now());
    var open = queues
        .openFor(call.tenant(), call.path(SERVICE), from)
        .orElseThrow(() -> ProblemException.of(StatusCode.SERVICE_UNKNOWN));
    return call.ok(new OpenFor(open.toSeconds()));
  }

  /**
   * What a queue offers.
   *
   * @param ewt estimated wait, seconds, -1 if unknown
   * @param offerImmediateCallback whether an immediate callback would be taken
   * @param offerScheduledCallback whether scheduled ones are offered at all
   */
  record Status(int ewt, boolean offerImmediateCallback, boolean offerScheduledCallback) {}

  /**
   * For how long the office is open.
   *
   * @param openFor seconds, 0 if closed
   */
  record OpenFor(long openFor) {}
}
