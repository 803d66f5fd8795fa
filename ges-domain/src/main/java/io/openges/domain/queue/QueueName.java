package io.openges.domain.queue;

import static java.util.Objects.requireNonNull;

/**
 * Names a virtual queue, which the API also calls a callback service. Case matters (specification
 * 2.14). Immutable and thread-safe.
 *
 * @param value 1 to 255 characters
 */
public record QueueName(String value) implements Comparable<QueueName> {

  /** Most characters of a name. */
  public static final int MAX_LENGTH = 255;

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if it is not 1 to 255
   */
  public QueueName {
    requireNonNull(value, "value");
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "queue name must have 1 to 255 characters: " + value.length());
    }
  }

  @Override
  public int compareTo(QueueName other) {
    return value.compareTo(other.value);
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return value;
  }
}
