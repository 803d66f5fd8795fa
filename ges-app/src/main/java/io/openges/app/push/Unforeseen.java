package io.openges.app.push;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of failures of pushes that nobody foresaw. Safe for use by many threads at once.
 *
 * @param counted told of each
 */
record Unforeseen(Runnable counted) {

  private static final Logger LOG = LoggerFactory.getLogger(Unforeseen.class);
  private static final int FRAMES = 12;
  private static final int CAUSES = 4;

  /** Checks that somebody is told. */
  Unforeseen {
    requireNonNull(counted, "counted");
  }

  void tell(RuntimeException thrown) {
    LOG.error("A push failed for a reason nobody foresaw: {}", describe(thrown));
    counted.run();
  }

  /**
   * Tells where it happened, but no message: that might quote a customer's data (specification 23).
   */
  static String describe(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .limit(CAUSES)
        .map(one -> one.getClass().getName()
            + Arrays.stream(one.getStackTrace())
                .limit(FRAMES)
                .map(frame -> " at " + frame)
                .collect(joining()))
        .collect(joining(" caused by "));
  }
}
