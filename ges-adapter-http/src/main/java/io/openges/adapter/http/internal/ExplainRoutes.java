package io.openges.adapter.http.internal;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.external.BookingRequest;
import io.openges.adapter.http.external.Parameters;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.domain.booking.Refusal;
import io.openges.domain.callback.Origin;
import io.openges.domain.queue.QueueName;
import io.openges.domain.time.Interval;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.explain.Explain;
import io.openges.ports.driving.explain.RefusedRequests;
import io.openges.ports.driving.queue.AskQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Tells operators why (specification 24): never customers, for the answers name capacities and
 * counts. Safe for use by many threads at once.
 */
public final class ExplainRoutes {

  private static final String TENANT = "/ges/v1/tenants/{ccid}/";

  /** The check of the number, in the order of specification 3.2.2. */
  private static final Pattern CORRELATION =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final Duration LONGEST = Duration.ofDays(31);

  private final Explain explain;
  private final RefusedRequests refused;
  private final AskQueue queues;

  /** Answers with {@code explain} and {@code refused}; asks {@code queues} for the time. */
  public ExplainRoutes(Explain explain, RefusedRequests refused, AskQueue queues) {
    this.explain = explain;
    this.refused = refused;
    this.queues = queues;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.post(TENANT + "explain/booking", Access.TENANT_IN_PATH, this::booking),
        Route.get(TENANT + "explain/request/{corrId}", Access.TENANT_IN_PATH, this::request),
        Route.get(TENANT + "explain/slots", Access.TENANT_IN_PATH, this::slots),
        Route.get(TENANT + "callbacks/{id}/explain", Access.TENANT_IN_PATH, this::waiting));
  }

  private Reply booking(Call call) {
    var request = BookingRequest.read(call.fields());
    var explained = explain.booking(request.command(
        call,
        call.tenant(),
        Origin.API,
        null,
        new BookCallback.Proof(request.captchaToken(), null)));
    var reasons = new ArrayList<>(explained.reasons());
    reasons.sort(Comparator.comparingInt(Refusal::check));
    return call.ok(Explanations.booking(explained, reasons));
  }

  private Reply request(Call call) {
    return corrId(call.path("corrId"))
        .flatMap(corrId -> refused.find(call.tenant(), corrId))
        .map(found -> call.ok(RequestExplained.of(found)))
        .orElseThrow(() -> ProblemException.of(StatusCode.PATH, "No such refused request"));
  }

  private static Optional<UUID> corrId(String text) {
    return CORRELATION.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  private Reply slots(Call call) {
    var service = call.query("service");
    if (service == null) {
      throw ProblemException.parameter("service", "required");
    }
    if (service.length() > QueueName.MAX_LENGTH) {
      throw ProblemException.parameter("service", "expected 1 to 255 characters");
    }
    return explain
        .slots(call.tenant(), new QueueName(service), range(call))
        .map(explained -> call.ok(Explanations.slots(service, explained)))
        .orElseThrow(() -> ProblemException.of(StatusCode.SERVICE_UNKNOWN));
  }

  /** Reads the range: from now on if nothing is said, and one slot if no end is. */
  private Interval range(Call call) {
    var given = Parameters.instant(call, "from", null);
    var from = given == null ? queues.now() : given;
    var to = Parameters.instant(call, "to", null);
    if (to != null && to.isBefore(from)) {
      throw ProblemException.parameter("to", "expected not to be before from");
    }
    if (to != null && Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw ProblemException.parameter("to", "expected at most 31 days after from");
    }
    return new Interval(from, to == null || to.equals(from) ? from.plusMillis(1) : to);
  }

  private Reply waiting(Call call) {
    return explain
        .waiting(CallbackAdminRoutes.key(call))
        .map(explained -> call.ok(Explanations.waiting(explained)))
        .orElseThrow(() -> ProblemException.of(StatusCode.CALLBACK_UNKNOWN));
  }
}
