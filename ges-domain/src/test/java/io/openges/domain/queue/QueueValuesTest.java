package io.openges.domain.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.domain.queue.WaitTime.Knowledge;
import org.junit.jupiter.api.Test;

class QueueValuesTest {

  @Test
  void aQueueNameHasOneTo255CharactersAndItsCaseMatters() {
    assertThat(new QueueName("q".repeat(255)).value()).hasSize(255);
    assertThat(new QueueName("VQ")).hasToString("VQ").isNotEqualTo(new QueueName("vq"));
    assertThat(new QueueName("A")).isLessThan(new QueueName("B"));
    assertThatThrownBy(() -> new QueueName("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new QueueName("q".repeat(256)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aWaitIsKnownExactlyWhenItHasSeconds() {
    assertThat(WaitTime.ofSeconds(125)).isEqualTo(new WaitTime(125, Knowledge.KNOWN));
    assertThat(WaitTime.ofSeconds(0).orZero()).isZero();
    assertThat(WaitTime.NO_AGENTS.orZero()).isZero();
    assertThat(WaitTime.NO_TRAFFIC.seconds()).isEqualTo(-1);
    assertThatThrownBy(() -> WaitTime.ofSeconds(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WaitTime(5, Knowledge.NO_AGENTS))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WaitTime(-2, Knowledge.NO_AGENTS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void settingsAreTheSameUnderAnotherVersion() {
    var settings = Publications.settings(Publications.smallest());

    assertThat(settings.withVersion(42).version()).isEqualTo(42);
    assertThat(settings.withVersion(42).queues()).isEqualTo(settings.queues());
    assertThat(settings.queue(new QueueName("vq"))).isEmpty();
    assertThat(TenantSettings.NONE.queue(Publications.QUEUE)).isEmpty();
  }
}
