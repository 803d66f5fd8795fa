package io.openges.ports.memory;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.CallbackId;
import io.openges.ports.driven.callback.Ids;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Makes ids from numbers: as hard to guess and as seldom repeated as those are. A counter gives the
 * same ids in every run of a test. Safe for use by many threads at once if the numbers are.
 */
public final class InMemoryIds implements Ids {

  /** The bits in which a UUID says that it is of version 4 and of the usual variant. */
  private static final long VERSION_MASK = 0xF000L;

  private static final long VERSION = 0x4000L;
  private static final long VARIANT_MASK = 0xC000_0000_0000_0000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final LongSupplier numbers;

  /**
   * Makes ids from {@code numbers}, two for each.
   *
   * @param numbers of which no pair comes twice, all 64 bits used as they are
   */
  public InMemoryIds(LongSupplier numbers) {
    this.numbers = requireNonNull(numbers, "numbers");
  }

  @Override
  public CallbackId next() {
    long high = (numbers.getAsLong() & ~VERSION_MASK) | VERSION;
    long low = (numbers.getAsLong() & ~VARIANT_MASK) | VARIANT;
    return new CallbackId(new UUID(high, low));
  }
}
