package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.ports.testing.Callbacks;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link WaitTimes} does; one subclass for each implementation. */
@Timeout(120)
public abstract class WaitTimesContract {

  private static final WaitTimes.Method METHOD = new WaitTimes.Method(WaitTimeMode.MODE1, false);

  private final TenantId tenant = Callbacks.anyTenant();
  private final QueueName queue = new QueueName("VQ é&?/ " + UUID.randomUUID());

  /** Returns what is under test. */
  protected abstract WaitTimes waitTimes();

  /**
   * Lets the source say {@code time} of a queue in every mode, and lets so much time pass that this
   * must be known.
   */
  protected abstract void say(TenantId tenant, QueueName queue, WaitTime time);

  /** Stops the source for the rest of the test, and lets more than a minute pass. */
  protected abstract void silence();

  @ParameterizedTest
  @EnumSource(WaitTimeMode.class)
  void whatTheSourceSaysIsReadInEveryMode(WaitTimeMode mode) {
    say(tenant, queue, WaitTime.ofSeconds(42));

    assertThat(waitTimes().read(tenant, queue, mode)).isEqualTo(WaitTime.ofSeconds(42));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 86_400, 1_209_600})
  void everyWaitIsRead(int seconds) {
    say(tenant, queue, WaitTime.ofSeconds(seconds));

    assertThat(read()).isEqualTo(WaitTime.ofSeconds(seconds));
  }

  @Test
  void unknownWaitsSayWhy() {
    say(tenant, queue, WaitTime.NO_AGENTS);
    assertThat(read()).isEqualTo(WaitTime.NO_AGENTS);

    say(tenant, queue, WaitTime.NO_TRAFFIC);
    assertThat(read()).isEqualTo(WaitTime.NO_TRAFFIC);
  }

  @Test
  void aQueueNobodyKnowsHasNoTraffic() {
    assertThat(read()).isEqualTo(WaitTime.NO_TRAFFIC);
  }

  @Test
  void aChangeIsSeen() {
    say(tenant, queue, WaitTime.ofSeconds(30));
    read();

    say(tenant, queue, WaitTime.ofSeconds(60));

    assertThat(read()).isEqualTo(WaitTime.ofSeconds(60));
  }

  @Test
  void queuesWaitApart() {
    var other = new QueueName(queue + "2");
    say(tenant, queue, WaitTime.ofSeconds(1));
    say(tenant, other, WaitTime.ofSeconds(2));

    assertThat(read()).isEqualTo(WaitTime.ofSeconds(1));
    assertThat(waitTimes().read(tenant, other, WaitTimeMode.MODE1))
        .isEqualTo(WaitTime.ofSeconds(2));
  }

  @Test
  void nobodyKnowsTheWaitWhenTheSourceIsSilent() {
    say(tenant, queue, WaitTime.ofSeconds(30));
    read();

    silence();

    assertThat(read()).isEqualTo(WaitTime.UNAVAILABLE);
  }

  @Test
  void everyQueueThatIsAskedForIsAnswered() {
    var silent = new QueueName(queue + "-2");
    var queues = new HashMap<QueueName, WaitTime>();
    for (int i = 0; i < 97; i++) {
      queues.put(new QueueName(queue + " " + i), WaitTime.ofSeconds(i));
    }
    queues.put(silent, WaitTime.NO_AGENTS);
    queues.forEach((name, time) -> say(tenant, name, time));
    queues.put(queue, WaitTime.NO_TRAFFIC);

    assertThat(waitTimes().readAll(tenant, queues.keySet(), METHOD)).isEqualTo(queues);
    assertThat(waitTimes().readAll(tenant, Set.of(), METHOD)).isEmpty();
  }

  @Test
  void callsOnHoldMayBeAskedFor() {
    say(tenant, queue, WaitTime.ofSeconds(42));

    var withHeld = new WaitTimes.Method(WaitTimeMode.MODE3, true);

    assertThat(waitTimes().readAll(tenant, Set.of(queue), withHeld))
        .isEqualTo(Map.of(queue, WaitTime.ofSeconds(42)));
  }

  @Test
  void nobodyKnowsAnyWaitWhenTheSourceIsSilent() {
    var other = new QueueName(queue + "2");
    say(tenant, queue, WaitTime.ofSeconds(30));
    waitTimes().readAll(tenant, Set.of(queue), METHOD);

    silence();

    assertThat(waitTimes().readAll(tenant, Set.of(queue, other), METHOD))
        .isEqualTo(Map.of(queue, WaitTime.UNAVAILABLE, other, WaitTime.UNAVAILABLE));
  }

  @ParameterizedTest
  @EnumSource(WaitTimeMode.class)
  void whatWasReadLastIsKnown(WaitTimeMode mode) {
    say(tenant, queue, WaitTime.ofSeconds(42));
    waitTimes().read(tenant, queue, mode);
    assertThat(waitTimes().lastKnown(tenant, queue, mode)).isEqualTo(WaitTime.ofSeconds(42));

    say(tenant, queue, WaitTime.ofSeconds(43));
    waitTimes().readAll(tenant, Set.of(queue), new WaitTimes.Method(mode, false));
    assertThat(waitTimes().lastKnown(tenant, queue, mode)).isEqualTo(WaitTime.ofSeconds(43));
  }

  @Test
  void whatNobodyHasReadIsNotKnown() {
    say(tenant, queue, WaitTime.ofSeconds(42));
    waitTimes().read(tenant, queue, WaitTimeMode.MODE2);

    assertThat(waitTimes().lastKnown(tenant, queue, WaitTimeMode.MODE1))
        .isEqualTo(WaitTime.UNAVAILABLE);
  }

  @Test
  void nothingIsKnownAnyMoreAfterAMinuteOfSilence() {
    say(tenant, queue, WaitTime.ofSeconds(42));
    read();

    silence();

    assertThat(waitTimes().lastKnown(tenant, queue, WaitTimeMode.MODE1))
        .isEqualTo(WaitTime.UNAVAILABLE);
  }

  private WaitTime read() {
    return waitTimes().read(tenant, queue, WaitTimeMode.MODE1);
  }
}
