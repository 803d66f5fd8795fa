package io.openges.adapter.http.external;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.ports.driving.queue.EstimateWait;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long a call would wait (specification 3.8). One queue's failure is a result code of its own
 * inside a success. Safe for use by many threads at once.
 */
public final class WaitTimeRoutes {

  private static final String QUEUES = "virtual-queues";
  private static final String MODE = "mode";
  private static final String HOLD = "include-calls-on-hold";
  private static final Map<String, WaitTimeMode> MODES = Map.of(
      "mode1", WaitTimeMode.MODE1,
      "mode2", WaitTimeMode.MODE2,
      "mode3", WaitTimeMode.MODE3);

  private final EstimateWait estimates;

  /** Asks {@code estimates}. */
  public WaitTimeRoutes(EstimateWait estimates) {
    this.estimates = estimates;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(Route.get("/engagement/v3/estimated-wait-time", Access.API_KEY, this::estimate));
  }

  private Reply estimate(Call call) {
    var queues = queues(call);
    var mode = mode(call);
    var question =
        new EstimateWait.Question(call.tenant(), queues, mode, Parameters.flag(call, HOLD));
    return call.ok(estimates.estimate(question).stream().map(Item::of).toList());
  }

  private static List<QueueName> queues(Call call) {
    var names = call.query(QUEUES);
    if (names == null) {
      throw ProblemException.parameter(QUEUES, "required");
    }
    var parts = Stream.of(names.split(",", -1)).map(String::strip).toList();
    if (parts.size() > EstimateWait.MOST_QUEUES) {
      throw ProblemException.parameter(
          QUEUES, "expected at most " + EstimateWait.MOST_QUEUES + " names");
    }
    for (var part : parts) {
      if (part.isEmpty() || part.length() > QueueName.MAX_LENGTH) {
        throw ProblemException.parameter(
            QUEUES, "expected names of 1 to 255 characters, separated by commas");
      }
    }
    return parts.stream().map(QueueName::new).toList();
  }

  private static WaitTimeMode mode(Call call) {
    var name = call.query(MODE);
    if (name == null) {
      return WaitTimeMode.MODE2;
    }
    var mode = MODES.get(name);
    if (mode == null) {
      throw ProblemException.parameter(MODE, "expected one of mode1, mode2, mode3");
    }
    return mode;
  }

  /**
   * The estimate of a queue.
   *
   * @param virtualQueue its name
   * @param estimatedWaitTime seconds, -1 if unknown
   * @param message empty, or why it is unknown
   * @param resultCode 0 valid, -1 unknown, -2 no agents
   */
  record Item(String virtualQueue, int estimatedWaitTime, String message, int resultCode) {

    private static final int VALID = 0;
    private static final int UNKNOWN = -1;
    private static final int NO_AGENTS = -2;

    static Item of(EstimateWait.Estimate estimate) {
      var queue = estimate.queue().value();
      int seconds = estimate.waitTime().seconds();
      return switch (estimate.waitTime().knowledge()) {
        case KNOWN -> new Item(queue, seconds, "", VALID);
        case NO_AGENTS -> new Item(queue, seconds, "No agents are logged in", NO_AGENTS);
        case UNAVAILABLE ->
          new Item(queue, seconds, "Estimated wait times are not available now", UNKNOWN);
        case NO_TRAFFIC ->
          new Item(
              queue,
              seconds,
              estimate.configured() ? "No interactions have been in the queue" : "Unknown queue",
              UNKNOWN);
      };
    }
  }
}
