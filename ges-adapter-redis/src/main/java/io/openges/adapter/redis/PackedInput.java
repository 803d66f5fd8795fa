package io.openges.adapter.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link PackedOutput} wrote, in the same order. Every method throws
 * {@link BufferUnderflowException} or {@link IllegalArgumentException} where something else was
 * written.
 *
 * <p>Not thread-safe; one thread at a time.
 */
final class PackedInput {

  private final ByteBuffer bytes;

  PackedInput(byte[] packed) {
    this.bytes = ByteBuffer.wrap(packed);
  }

  /** Reads a number of {@code count} bytes, the highest first. */
  long fixed(int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = (value << 8) | (bytes.get() & 0xFF);
    }
    return value;
  }

  long number() {
    long folded = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = bytes.get();
      folded |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return (folded >>> 1) ^ -(folded & 1);
      }
    }
    throw new IllegalArgumentException("a number without end");
  }

  int integer() {
    return (int) number();
  }

  @Nullable
  Integer optionalNumber() {
    return flag() ? Integer.valueOf(integer()) : null;
  }

  String text() {
    int length = integer();
    if (length < 0 || length > bytes.remaining()) {
      throw new IllegalArgumentException("a text of " + length + " bytes");
    }
    byte[] encoded = new byte[length];
    bytes.get(encoded);
    return new String(encoded, UTF_8);
  }

  @Nullable
  String optionalText() {
    return flag() ? text() : null;
  }

  Instant instant() {
    return Instant.ofEpochMilli(number());
  }

  <E extends Enum<E>> E word(Class<E> words) {
    return Enum.valueOf(words, text());
  }

  <T> @Nullable T optional(Supplier<T> value) {
    return flag() ? value.get() : null;
  }

  boolean flag() {
    return bytes.get() != 0;
  }
}
