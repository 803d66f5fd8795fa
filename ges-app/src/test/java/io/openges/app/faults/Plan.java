package io.openges.app.faults;

import io.openges.app.installation.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What is done in a run, all of it drawn from the seed but the time of day. Immutable and
 * thread-safe.
 *
 * @param seed the same seed means the same run
 * @param fault what breaks
 * @param afterAnswers after how many answers it breaks
 * @param victim which node it is
 * @param requests the bodies of the bookings, in their order
 */
record Plan(
    long seed, Fault fault, int afterAnswers, int victim, List<Map<String, Object>> requests) {

  static final String QUEUE = "VQ";
  static final int SLOTS = 8;
  static final int CAPACITY = 50;
  static final Duration SLOT = Duration.ofMinutes(5);

  /** Scheduled callbacks are due so long before their time: those of half of the slots at once. */
  static final Duration PROMOTION_BUFFER = Duration.ofMinutes(25);

  private static final List<Fault> FAULTS = List.of(Fault.values());
  private static final int REQUESTS = 1_200;
  private static final int SCHEDULED_PERCENT = 60;

  /** Nearer wishes would be immediate, and take no place. */
  private static final Duration FARTHER_THAN_NEAR = Duration.ofMinutes(6);

  Plan {
    requests = List.copyOf(requests);
  }

  /** Draws a run that begins now. */
  static Plan draw(long seed, int nodes, Instant now) {
    var fault = FAULTS.get(Math.floorMod(seed, FAULTS.size()));
    var random = new Random(seed);
    int afterAnswers = 20 + random.nextInt(REQUESTS - 100);
    int victim = random.nextInt(nodes);
    var first = slotOf(now.plus(FARTHER_THAN_NEAR)).plus(SLOT);
    List<Map<String, Object>> requests = new ArrayList<>();
    for (int number = 0; number < REQUESTS; number++) {
      boolean scheduled = random.nextInt(100) < SCHEDULED_PERCENT;
      long offset = random.nextLong(SLOT.toMillis() * SLOTS);
      requests.add(
          scheduled
              ? Tenant.at(QUEUE, number, first.plusMillis(offset))
              : Tenant.now(QUEUE, number));
    }
    return new Plan(seed, fault, afterAnswers, victim, requests);
  }

  /** Returns the begin of the slot that holds {@code time}. */
  static Instant slotOf(Instant time) {
    long length = SLOT.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), length) * length);
  }
}
