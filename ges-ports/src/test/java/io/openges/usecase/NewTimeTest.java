package io.openges.usecase;

import static io.openges.domain.callback.CallbackState.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.driving.callback.ReportSession;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Sessions that ask for a new time. */
class NewTimeTest extends DispatchScene {

  @Test
  void aNewDesiredTimeNearbyIsASnoozeWithoutASlot() {
    var callback = submitted();
    report(callback, 1, QUEUED, "s-1");

    var outcome = putOff(callback, engine.time().instant().plusSeconds(250));
    assertThat(outcome).isInstanceOf(ReportSession.Outcome.Accepted.class);
    assertThat(current(callback).holdsPlace()).isFalse();

    engine.time().advance(Duration.ofSeconds(250));
    engine.dispatch();
    assertThat(current(callback).attempt().number()).isEqualTo(2);
    assertThat(current(callback).state()).isEqualTo(QUEUED);
  }

  @Test
  void aNewDesiredTimeInAFullSlotChangesNothing() {
    var later = START.plus(Duration.ofHours(3));
    book(Engine.ALWAYS, later);
    book(Engine.ALWAYS, later);
    var callback = submitted();
    report(callback, 1, QUEUED, "s-1");

    var outcome = putOff(callback, later);

    assertThat(outcome).isInstanceOf(ReportSession.Outcome.SlotFull.class);
    assertThat(current(callback).state()).isEqualTo(QUEUED);
  }
}
