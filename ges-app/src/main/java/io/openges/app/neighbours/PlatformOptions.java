package io.openges.app.neighbours;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the simulated voice platform is to work. Immutable and thread-safe.
 *
 * @param redis the Redis that holds the stream
 * @param stream key of the stream
 * @param agents how many callbacks it handles at a time, 1 or more
 * @param pace how long each step takes
 * @param internalToken what it presents to GES, null if GES asks for none
 * @param ges base of GES's internal API, with a slash at its end, for all reports; null for the
 *     address that each entry names
 */
public record PlatformOptions(
    Redis redis,
    String stream,
    int agents,
    Pace pace,
    @Nullable String internalToken,
    @Nullable URI ges) {

  /** Checks that every part is there. */
  public PlatformOptions {
    requireNonNull(redis, "redis");
    requireNonNull(stream, "stream");
    requireNonNull(pace, "pace");
    if (agents < 1) {
      throw new IllegalArgumentException("agents: " + agents);
    }
  }

  /** Makes options of a platform that reports to where entries say. */
  public PlatformOptions(
      Redis redis, String stream, int agents, Pace pace, @Nullable String internalToken) {
    this(redis, stream, agents, pace, internalToken, null);
  }

  /** Returns all without what identifies the platform. */
  @Override
  public String toString() {
    return "PlatformOptions[" + stream + ", " + agents + " agents, " + pace + "]";
  }

  /**
   * The Redis that holds the stream.
   *
   * @param host its address
   * @param port its TCP port
   * @param password null if none is asked for
   */
  public record Redis(String host, int port, @Nullable String password) {}

  /**
   * How long each step takes.
   *
   * @param queueing at least spent in the queue, even if an agent is free
   * @param routing from an agent's reservation to the call
   * @param talking the call
   * @param repeating until a report that found no answer is repeated
   */
  public record Pace(Duration queueing, Duration routing, Duration talking, Duration repeating) {

    /** As in life. */
    public static final Pace LIFELIKE = new Pace(
        Duration.ofMillis(1_500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(1));

    /** Returns the same, {@code factor} times faster; the factor is above 0. */
    public Pace faster(double factor) {
      return new Pace(
          divided(queueing, factor),
          divided(routing, factor),
          divided(talking, factor),
          divided(repeating, factor));
    }

    private static Duration divided(Duration duration, double factor) {
      return Duration.ofNanos((long) (duration.toNanos() / factor));
    }
  }
}
