package io.openges.app.config;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who this node is. Immutable and thread-safe.
 *
 * @param id name in logs and health reports; up to 253 visible ASCII characters
 * @param region where it stands, empty if that does not matter
 * @param profile in what surroundings it runs
 * @param testClock where the clock starts; null for the system's clock
 * @param shutdownGrace how long the node may take to end, all in all
 * @param tolerances thresholds of the alerts
 */
public record NodeConfig(
    String id,
    String region,
    Profile profile,
    @Nullable Instant testClock,
    Duration shutdownGrace,
    Tolerances tolerances) {

  /** As long as a host name may be. */
  private static final int MAX_ID = 253;

  private static final Predicate<String> VISIBLE = Pattern.compile("[!-~]+").asMatchPredicate();

  private static final String CLOCK_FORM = "must be an instant like 2030-01-02T09:00:00Z";

  static NodeConfig read(Values values) {
    var profile = values.choice("GES_PROFILE", Profile.PRODUCTION);
    Instant none = Instant.EPOCH;
    var clock = values.text("GES_TEST_CLOCK") == null
        ? none
        : values.parsed(
            "GES_TEST_CLOCK", none, text -> Optional.of(Instant.parse(text)), CLOCK_FORM);
    if (!clock.equals(none) && profile != Profile.TEST) {
      values.error("GES_TEST_CLOCK", "is refused unless GES_PROFILE=test");
    }
    return new NodeConfig(
        id(values),
        values.textOr("GES_REGION_AFFINITY", ""),
        profile,
        clock.equals(none) ? null : clock,
        values.seconds("GES_SHUTDOWN_GRACE_SECONDS", 25, 0, 600),
        Tolerances.read(values));
  }

  private static String id(Values values) {
    return values.parsed(
        "GES_NODE_ID",
        HostName.find(),
        text -> Optional.of(text).filter(id -> id.length() <= MAX_ID && VISIBLE.test(id)),
        "must be at most " + MAX_ID + " visible ASCII characters");
  }
}
