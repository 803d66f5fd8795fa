package io.openges.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.redis.RecordBuffer.Change;
import io.openges.domain.callback.Callback;
import io.openges.ports.testing.Callbacks;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordBufferTest {

  private final RecordBuffer buffer = new RecordBuffer(2);

  @Test
  void onlyTheNewestOfACallbackWaits() {
    var first = Callbacks.scheduled();

    buffer.add(change(first.version(2).build()));
    var newest = change(first.version(3).build());
    buffer.add(newest);
    buffer.add(change(first.version(1).build()));

    assertThat(buffer.take(9)).containsExactly(newest);
  }

  @Test
  void changesLeaveInTheOrderInWhichTheyCame() {
    var first = change(Callbacks.scheduled().build());
    var second = change(Callbacks.scheduled().build());

    buffer.add(first);
    buffer.add(second);

    assertThat(buffer.take(1)).containsExactly(first);
    assertThat(buffer.take(1)).containsExactly(second);
    assertThat(buffer.take(1)).isEmpty();
  }

  @Test
  void whatFindsNoRoomIsDropped() {
    var builder = Callbacks.scheduled();
    buffer.add(change(builder.build()));
    buffer.add(change(Callbacks.scheduled().build()));

    assertThat(buffer.add(change(Callbacks.scheduled().build()))).isFalse();
    assertThat(buffer.add(change(builder.version(2).build()))).isTrue();
    assertThat(buffer.take(9)).hasSize(2);
  }

  @Test
  void aBatchIsFullOnceAsManyChangesWait() {
    buffer.add(change(Callbacks.scheduled().build()));

    assertThat(buffer.holds(2)).isFalse();
    buffer.add(change(Callbacks.scheduled().build()));
    assertThat(buffer.holds(2)).isTrue();
  }

  @Test
  void aRemovalReplacesACopy() {
    var callback = Callbacks.scheduled().build();
    buffer.add(change(callback));

    buffer.add(new Change(callback.key(), null));

    assertThat(buffer.take(9)).containsExactly(new Change(callback.key(), null));
  }

  @Test
  void whatComesBackGivesWayToWhatCameMeanwhile() {
    var builder = Callbacks.scheduled();
    var other = change(Callbacks.scheduled().build());
    var batch = List.of(change(builder.build()), other);
    var newer = change(builder.version(2).build());
    buffer.add(newer);

    buffer.giveBack(batch);

    assertThat(buffer.take(9)).containsExactly(newer, other);
  }

  @Test
  void aClosedBufferGivesOutWhatItHasAndTakesNothing() throws InterruptedException {
    buffer.add(change(Callbacks.scheduled().build()));
    buffer.close();

    assertThat(buffer.add(change(Callbacks.scheduled().build()))).isFalse();
    assertThat(buffer.await()).isTrue();
    assertThat(buffer.take(9)).hasSize(1);
    assertThat(buffer.await()).isFalse();
  }

  private static Change change(Callback callback) {
    return new Change(callback.key(), callback);
  }
}
