package io.openges.ports.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.contract.IdsContract;
import io.openges.ports.driven.callback.Ids;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InMemoryIdsTest extends IdsContract {

  private final Ids ids = new InMemoryIds(new AtomicLong()::incrementAndGet);

  @Override
  protected Ids ids() {
    return ids;
  }

  @Test
  void aCounterGivesTheSameIdsInEveryRun() {
    assertThat(ids.next().toString()).isEqualTo("00000000-0000-4001-8000-000000000002");
    assertThat(ids.next().toString()).isEqualTo("00000000-0000-4003-8000-000000000004");
  }

  @Test
  void idsLookLikeRandomOnesWhateverTheNumbers() {
    var id = new InMemoryIds(() -> -1).next().value();

    assertThat(id.version()).isEqualTo(4);
    assertThat(id.variant()).isEqualTo(2);
  }
}
