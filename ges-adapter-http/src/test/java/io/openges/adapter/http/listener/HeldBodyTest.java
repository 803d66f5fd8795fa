package io.openges.adapter.http.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bodies take of the room of real heaps, by the real limits. */
class HeldBodyTest {

  private static final int PART = 8_192;

  @ParameterizedTest
  @ValueSource(longs = {128, 256, 302, 512, 4_096})
  void theLargestBodyFindsRoomInAnIdleNodeOfAnyHeap(long megabytes) {
    for (int limit : new int[] {Listeners.INTERNAL_BODY, Listeners.EXTERNAL_BODY}) {
      for (int declared : new int[] {limit, -1}) {
        var room = room(megabytes, limit);
        assertThat(arrived(room, declared, limit, limit).handOver()).hasSize(limit);
        assertThat(room.held()).isEqualTo(limit);
      }
      var tooLarge = arrived(room(megabytes, limit), -1, limit + 1, limit);
      assertThat(tooLarge.size()).isGreaterThan(limit);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, HeldBody.SMALL})
  void manySmallBodiesKeepNoLargeOneOut(int sent) {
    var room = room(256, Listeners.INTERNAL_BODY);
    for (int i = 0; i < 10_000; i++) {
      arrived(room, Listeners.EXTERNAL_BODY, sent, Listeners.INTERNAL_BODY);
    }

    int limit = Listeners.INTERNAL_BODY;
    assertThat(arrived(room, limit, limit, limit).size()).isEqualTo(limit);
  }

  private static BodyRoom room(long megabytes, int limit) {
    return new BodyRoom(Hardening.roomForBodies(megabytes << 20, limit));
  }

  private static HeldBody arrived(BodyRoom room, int declared, int sent, int limit) {
    var body = new HeldBody(room, declared, limit);
    for (int left = sent; left > 0; left -= PART) {
      assertThat(body.add(ByteBuffer.allocate(Math.min(left, PART)))).isTrue();
    }
    return body;
  }
}
