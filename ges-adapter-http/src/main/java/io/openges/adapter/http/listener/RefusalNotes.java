package io.openges.adapter.http.listener;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.domain.booking.RefusedRequest;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driving.explain.RefusedRequests;
import io.openges.ports.driving.explain.RefusedRequests.Cause;
import io.openges.ports.driving.explain.RefusedRequests.Noted;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes what customers' applications are refused, for operators who are asked why (specification
 * 24): answers of 400 to 499 of the vendor's API, and refused bookings through any door, of known
 * tenants. Safe for use by many threads at once.
 *
 * @param refused where to note it
 */
record RefusalNotes(RefusedRequests refused) {

  private static final Logger LOG = LoggerFactory.getLogger(RefusalNotes.class);

  /** A parameter's name as documents write it; what a caller made up may say something of him. */
  private static final Pattern NAME =
      Pattern.compile("(?!userData[.\\[])[A-Za-z-]{1,40}(\\[[0-9]{1,2}])?(\\.[A-Za-z-]{1,40})*");

  private static final String UNNAMED = "parameter";

  /**
   * Notes a refusal, if it is one of those.
   *
   * @param path the segments of the path by their names, decoded
   */
  void note(Exchange exchange, ProblemException problem, Map<String, String> path) {
    var route = exchange.route();
    var tenant = exchange.tenant();
    int http = problem.code().http();
    if (route == null || tenant == null || http < 400 || http > 499) {
      return;
    }
    if (!route.isForBrowsers() && problem.reason() == null) {
      return;
    }
    var answer = new RefusedRequest.Answer(
        route.method().name(), route.path(), http, problem.code().code(), message(problem));
    try {
      var corrId = UUID.fromString(exchange.corrId());
      refused.note(new Noted(tenant, corrId, answer, cause(problem, path)));
    } catch (RuntimeException broken) {
      // Whoever is refused is answered, whether or not it can be explained later.
      LOG.error("A refused request was not noted", broken);
    }
  }

  /** Returns what is known of a booking's faults, else the queue that was asked about. */
  private static @Nullable Cause cause(ProblemException problem, Map<String, String> path) {
    if (problem.reason() != null) {
      return problem.reason();
    }
    var name = path.getOrDefault("service-name", path.getOrDefault("queue-name", ""));
    return name.isEmpty() || name.length() > QueueName.MAX_LENGTH
        ? null
        : new Cause.Asked(new QueueName(name));
  }

  /** Returns the message without names that the caller made up, such as keys of user data. */
  static String message(ProblemException problem) {
    var message = problem.message();
    if (problem.code() != StatusCode.INVALID_PARAMETER) {
      return message;
    }
    // what is expected comes last, and names that callers make up may contain the separator
    int end = message.lastIndexOf(": ");
    var name = end < 0 ? "" : message.substring(0, end);
    if (NAME.matcher(name).matches()) {
      return message;
    }
    var kept = name.startsWith("userData") ? "userData" : UNNAMED;
    return kept + ": " + message.substring(end < 0 ? 0 : end + 2);
  }
}
