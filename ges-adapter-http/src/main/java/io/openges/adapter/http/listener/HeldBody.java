package io.openges.adapter.http.listener;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The body of one request while it arrives. As soon as it is a large one, all the memory it takes
 * counts as taken from a room, not only the bytes that are there; it grows with what is sent,
 * whatever is declared. Small ones take none of it, so that many of them keep no large one out. One
 * thread at a time, but for {@link #giveBack}.
 */
final class HeldBody {

  /** Most bytes of a body that finds room always: their number is that of the connections. */
  static final int SMALL = 8192;

  /** What is set aside at first, in bytes. */
  private static final int FIRST = 256;

  private static final byte[] NONE = {};

  private final BodyRoom room;
  private final int most;
  private final AtomicInteger counted = new AtomicInteger();
  private byte[] bytes;
  private int size;

  /**
   * Makes a body without a byte.
   *
   * @param declared its length, negative if that is unknown
   * @param limit most bytes of a body; one more is kept, to show that there are more
   */
  HeldBody(BodyRoom room, long declared, int limit) {
    this.room = room;
    this.most = (int) Math.min(declared < 0 ? Long.MAX_VALUE : declared, limit + 1L);
    this.bytes = new byte[Math.min(FIRST, most)];
  }

  /**
   * Keeps what has arrived, as far as it is within the limit.
   *
   * @return false if there is no room for it
   */
  boolean add(ByteBuffer part) {
    int length = Math.min(part.remaining(), most - size);
    if (size + length > bytes.length && !grow(size + length)) {
      return false;
    }
    part.get(bytes, size, length);
    size += length;
    return true;
  }

  private boolean grow(int needed) {
    int wanted = needed <= SMALL ? SMALL : 2 * Math.max(SMALL, bytes.length);
    int capacity = Math.max(needed, Math.min(most, wanted));
    if (!room.take(counting(capacity))) {
      return false;
    }
    resize(capacity);
    return true;
  }

  /** Copies what is there; the room for the copy is taken. */
  private void resize(int capacity) {
    bytes = Arrays.copyOf(bytes, capacity);
    room.giveBack(counted.getAndSet(counting(capacity)));
  }

  /** Returns what so much memory counts. */
  private static int counting(int capacity) {
    return capacity <= SMALL ? 0 : capacity;
  }

  /** Returns how many bytes are there. */
  int size() {
    return size;
  }

  /** Hands over the bytes without a copy of them; they count until {@link #giveBack}. */
  byte[] handOver() {
    if (bytes.length > size) {
      room.takeAnyhow(counting(size));
      resize(size);
    }
    var whole = bytes;
    bytes = NONE;
    return whole;
  }

  /** Drops the bytes. */
  void drop() {
    bytes = NONE;
    giveBack();
  }

  /** Gives back the room, once. */
  void giveBack() {
    room.giveBack(counted.getAndSet(0));
  }
}
