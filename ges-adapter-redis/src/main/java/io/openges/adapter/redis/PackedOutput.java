package io.openges.adapter.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes values one after another in few bytes: numbers in groups of seven bits, the lowest first,
 * signs folded in; absent values as a zero. Read by {@link PackedInput}.
 *
 * <p>Not thread-safe; one thread at a time.
 */
final class PackedOutput {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

  /** Writes the lowest {@code count} bytes of a number, the highest of them first. */
  PackedOutput fixed(long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      bytes.write((int) (value >>> (8 * i)));
    }
    return this;
  }

  PackedOutput number(long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
    return this;
  }

  /** Writes a number of 32 bits, or that there is none. */
  PackedOutput optionalNumber(@Nullable Integer value) {
    return flag(value != null).numberIf(value);
  }

  PackedOutput text(String value) {
    byte[] encoded = value.getBytes(UTF_8);
    number(encoded.length);
    bytes.writeBytes(encoded);
    return this;
  }

  PackedOutput optionalText(@Nullable String value) {
    flag(value != null);
    return value == null ? this : text(value);
  }

  PackedOutput instant(Instant value) {
    return number(value.toEpochMilli());
  }

  PackedOutput word(Enum<?> value) {
    return text(value.name());
  }

  PackedOutput flag(boolean value) {
    bytes.write(value ? 1 : 0);
    return this;
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  private PackedOutput numberIf(@Nullable Integer value) {
    return value == null ? this : number(value);
  }
}
