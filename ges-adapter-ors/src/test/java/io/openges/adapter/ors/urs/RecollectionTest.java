package io.openges.adapter.ors.urs;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.ors.urs.Recollection.Known;
import io.openges.adapter.ors.urs.UrsWaitTimes.Question;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.WaitTimes.Method;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What becomes of waits that count while somebody asks for names nobody has. */
class RecollectionTest {

  private static final TenantId TENANT = Callbacks.anyTenant();

  private final AtomicLong nanos = new AtomicLong();
  private final Recollection recollection = new Recollection(nanos::get);

  @Test
  void namesWithoutAWaitDoNotPushOutAWait() {
    remember("VQ", WaitTime.ofSeconds(600));
    pass(Duration.ofSeconds(9));

    askForMadeUpNames("a");
    pass(Duration.ofSeconds(9));
    askForMadeUpNames("b");

    assertThat(last("VQ")).isEqualTo(WaitTime.ofSeconds(600));
  }

  @Test
  void namesWithoutAWaitDoNotKeepOutAWait() {
    askForMadeUpNames("a");

    remember("VQ", WaitTime.ofSeconds(600));

    assertThat(last("VQ")).isEqualTo(WaitTime.ofSeconds(600));
  }

  @Test
  void memoryDoesNotGrowWithNames() {
    askForMadeUpNames("a");

    remember("one more", WaitTime.NO_TRAFFIC);

    assertThat(recollection.justHeard(question("one more"))).isEmpty();
  }

  private void askForMadeUpNames(String prefix) {
    for (int i = 0; i < Recollection.MOST_QUEUES; i++) {
      remember(prefix + i, WaitTime.NO_TRAFFIC);
    }
  }

  private void remember(String queue, WaitTime value) {
    recollection.remember(question(queue), new Known(value, nanos.get(), nanos.get()));
  }

  private WaitTime last(String queue) {
    return recollection.last(question(queue));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static Question question(String queue) {
    return new Question(TENANT, new QueueName(queue), new Method(WaitTimeMode.MODE2, false));
  }
}
