package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.ports.driven.push.PushMarks;
import io.openges.ports.testing.Callbacks;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link PushMarks} does; one subclass for each implementation. */
@Timeout(120)
public abstract class PushMarksContract {

  private static final Instant AT = Instant.parse("2031-03-04T05:06:07.089Z");

  private final CallbackKey key =
      new CallbackKey(Callbacks.anyTenant(), new CallbackId(new UUID(7, 8)));

  /** Returns what is under test. */
  protected abstract PushMarks marks();

  @Test
  void aMarkIsSetOnce() {
    assertThat(marks().set(key, "UPCOMING", AT)).isTrue();
    assertThat(marks().set(key, "UPCOMING", AT.plusSeconds(1))).isFalse();
    assertThat(marks().set(key, "OTHER", AT)).isTrue();
    assertThat(marks().of(key)).containsExactlyInAnyOrder("UPCOMING", "OTHER");
  }

  @Test
  void marksAreOfOneCallback() {
    marks().set(key, "UPCOMING", AT);
    var other = new CallbackKey(key.tenant(), new CallbackId(new UUID(7, 9)));
    var same = new CallbackKey(Callbacks.anyTenant(), key.id());

    assertThat(marks().of(other)).isEmpty();
    assertThat(marks().set(other, "UPCOMING", AT)).isTrue();
    assertThat(marks().set(same, "UPCOMING", AT)).isTrue();
  }

  @Test
  void ofManyWhoSetItOneIsFirst() {
    long first = IntStream.range(0, 16)
        .parallel()
        .filter(n -> marks().set(key, "RACE", AT))
        .count();

    assertThat(first).isEqualTo(1);
  }
}
