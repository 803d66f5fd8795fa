package io.openges.adapter.redis;

import static java.util.Objects.requireNonNull;

import io.openges.ports.driven.throttle.ThrottleCounters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Counts in Redis, for all nodes together, under {@code ges:{<ccid>}:throttle:<name>}: one script
 * for each request, whose keys lie in one slot of a cluster. A log of n bookings takes about 11
 * bytes for each of them, and never holds more than its limit. Where Redis gives no answer the node
 * counts by itself.
 *
 * <p>Safe for use by many threads at once.
 */
public final class RedisThrottleCounters implements ThrottleCounters {

  private static final Script RESERVE = Script.named("reserve.lua");
  private static final Script RELEASE = Script.named("release.lua");
  private static final String COUNT = "1";
  private static final String LOOK = "0";

  /** Of another form than the record without it, which nodes of earlier builds keep. */
  private static final String RECORD_FORM = "/2";

  private final RedisConnections connections;
  private final ThrottleCounters alone;

  /**
   * Makes the counters.
   *
   * @param alone counts while Redis is away, with this node's share of every limit
   */
  public RedisThrottleCounters(RedisConnections connections, ThrottleCounters alone) {
    this.connections = requireNonNull(connections, "connections");
    this.alone = requireNonNull(alone, "alone");
  }

  @Override
  public Verdict reserve(Request request) {
    return ask(request, COUNT)
        .map(answer -> verdict(request, answer))
        .orElseGet(() -> alone.reserve(request));
  }

  @Override
  public List<Duration> look(Request request) {
    var alike = new Request(request.tenant(), request.counted(), null, request.at());
    return ask(alike, LOOK).map(Answer::waits).orElseGet(() -> alone.look(request));
  }

  private Optional<Answer> ask(Request request, String what) {
    var keys = keys(request);
    var arguments = new ArrayList<String>();
    arguments.add(Long.toString(request.at().toEpochMilli()));
    arguments.add(what);
    arguments.add(Long.toString(TWINS_MEET.toMillis()));
    for (var counted : request.counted()) {
      arguments.add(Integer.toString(counted.window().most()));
      arguments.add(Long.toString(counted.window().length().toMillis()));
    }
    return connections
        .askPatiently(redis -> (String) RESERVE.run(redis, keys, arguments))
        .map(Answer::new);
  }

  private Verdict verdict(Request request, Answer answer) {
    if (!answer.isCounted()) {
      return new Verdict.Full(answer.waits());
    }
    var keys = keys(request);
    return new Verdict.Reserved(() -> release(keys, answer.values(Function.identity())));
  }

  /**
   * Waits, so that the next request finds it done. Where Redis does not answer in time it may stay
   * counted until it leaves the window: better one too few than one too many.
   */
  private void release(List<String> keys, List<String> times) {
    connections.askPatiently(redis -> RELEASE.run(redis, keys, times));
  }

  private static List<String> keys(Request request) {
    var prefix = "ges:{" + request.tenant() + "}:throttle:";
    var names = request.counted().stream().map(Counted::name);
    var record = Stream.ofNullable(request.twin()).map(twin -> twin + RECORD_FORM);
    return Stream.concat(names, record).map(prefix::concat).toList();
  }

  /**
   * What the script answers.
   *
   * @param text a sign and numbers
   */
  private record Answer(String text) {

    boolean isCounted() {
      return text.startsWith("+");
    }

    List<Duration> waits() {
      return values(millis -> Duration.ofMillis(Long.parseLong(millis)));
    }

    <T> List<T> values(Function<String, T> reading) {
      return Stream.of(text.substring(1).split(" ", -1)).map(reading).toList();
    }
  }
}
