package io.openges.usecase.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.CallbackId;
import io.openges.ports.driven.callback.Ids;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Makes UUIDs of version 7 (RFC 9562): the milliseconds of the clock first, then 74 bits of chance.
 * So callbacks made one after the other lie beside each other in every index, and the pages a
 * booking writes to are few. They tell when a callback was made, and stay as hard to guess as the
 * numbers are.
 *
 * <p>Safe for use by many threads at once if the numbers are.
 */
public final class TimeOrderedIds implements Ids {

  private static final int TIME_SHIFT = 16;
  private static final long VERSION = 0x7000L;
  private static final long CHANCE_MASK = 0x0FFFL;
  private static final long VARIANT_MASK = 0xC000_0000_0000_0000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final InstantSource time;
  private final LongSupplier numbers;

  /**
   * Makes ids of the clock's time and of {@code numbers}, two for each.
   *
   * @param numbers of which no pair comes twice, as from a secure random generator
   */
  public TimeOrderedIds(InstantSource time, LongSupplier numbers) {
    this.time = requireNonNull(time, "time");
    this.numbers = requireNonNull(numbers, "numbers");
  }

  @Override
  public CallbackId next() {
    long millis = time.instant().toEpochMilli();
    long high = (millis << TIME_SHIFT) | VERSION | (numbers.getAsLong() & CHANCE_MASK);
    long low = (numbers.getAsLong() & ~VARIANT_MASK) | VARIANT;
    return new CallbackId(new UUID(high, low));
  }
}
