package io.openges.adapter.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * What open callbacks are counted and locked by: the first 64 bits of a SHA-256. That two of a
 * million meet by chance is as likely as one in thirty million, and nobody can bring it about for a
 * given number. Where a number can be found from its slot by trying, the number itself stands in
 * the same database; an erased callback has the slot of its erased number. Pure functions;
 * thread-safe.
 */
final class LimitSlots {

  private LimitSlots() {}

  /** Returns the slot of a number in a queue. */
  static long ofNumber(TenantId tenant, QueueName queue, PhoneNumber number) {
    return hash("n\n" + tenant + "\n" + number.digits() + "\n" + queue.value());
  }

  /** Returns the slot of a callback's number. */
  static long ofNumber(Callback callback) {
    return ofNumber(
        callback.key().tenant(), callback.queue(), callback.booking().phoneNumber());
  }

  /** Returns the slot of a queue's immediate callbacks. */
  static long ofQueue(TenantId tenant, QueueName queue) {
    return hash("q\n" + tenant + "\n" + queue.value());
  }

  /** Returns the slot of an immediate callback's queue, null for others. */
  static @Nullable Long ofQueue(Callback callback) {
    return callback.schedule().kind() == CallbackKind.IMMEDIATE
        ? (Long) ofQueue(callback.key().tenant(), callback.queue())
        : null;
  }

  private static long hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
