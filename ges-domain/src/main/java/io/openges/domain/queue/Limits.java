package io.openges.domain.queue;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * How much a queue lets be booked, whatever room its slots have (specification 9). Immutable and
 * thread-safe.
 *
 * @param duplicates how many callbacks of one number may be open
 * @param perKey accepted bookings per number, or whatever a tenant tells customers apart by
 * @param perQueue accepted bookings of the queue, the first window first
 * @param maxQueuedImmediate immediate callbacks that may wait QUEUED, 0 for any number
 */
public record Limits(
    DuplicateCheck duplicates, PerKey perKey, List<Window> perQueue, int maxQueuedImmediate) {

  /** No limit at all. */
  public static final Limits NONE =
      new Limits(DuplicateCheck.OFF, new PerKey(List.of(), Window.OFF), List.of(), 0);

  /** Checks that every part is there and copies the list. */
  public Limits {
    requireNonNull(duplicates, "duplicates");
    requireNonNull(perKey, "perKey");
    perQueue = List.copyOf(perQueue);
  }

  /**
   * A sliding window: in no stretch of time of this length are more accepted. Immutable and
   * thread-safe.
   *
   * @param most how many, 0 for no limit
   * @param length how long, more than nothing
   */
  public record Window(int most, Duration length) {

    /** No limit. */
    public static final Window OFF = new Window(0, Duration.ofSeconds(1));

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if there is a negative number or no length
     */
    public Window {
      if (most < 0 || length.isNegative() || length.isZero()) {
        throw new IllegalArgumentException(most + " in " + length);
      }
    }

    /** Returns a window of so many seconds. */
    public static Window of(int most, int seconds) {
      return new Window(most, Duration.ofSeconds(seconds));
    }

    /** Says whether it limits nothing. */
    public boolean isOff() {
      return most == 0;
    }
  }

  /**
   * The limit of what bookings have in common (specification 9.1). Immutable and thread-safe.
   *
   * @param parameters what tells them apart: {@code phoneNumber}, {@code userData.<key>} or
   *     {@code header.<Name>}
   * @param window how many with the same values are accepted
   */
  public record PerKey(List<String> parameters, Window window) {

    /** The parameter that is the number called. */
    public static final String PHONE_NUMBER = "phoneNumber";

    /** Checks that there is a window and copies the list. */
    public PerKey {
      requireNonNull(window, "window");
      parameters = List.copyOf(parameters);
    }
  }

  /** How many callbacks of one number may be open in a queue at once (specification 9.3). */
  public enum DuplicateCheck {
    /** Any number. */
    OFF(0),
    /** Two. */
    STANDARD(2),
    /** One. */
    STRICT(1);

    private final int most;

    DuplicateCheck(int most) {
      this.most = most;
    }

    /** Returns how many, 0 for any number. */
    public int most() {
      return most;
    }
  }
}
