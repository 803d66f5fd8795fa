package io.openges.ports.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.contract.RecordCacheContract;
import io.openges.ports.driven.callback.RecordCache;
import io.openges.ports.testing.Callbacks;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryRecordCacheTest extends RecordCacheContract {

  private final InMemoryRecordCache cache = new InMemoryRecordCache();

  @Override
  protected RecordCache cache() {
    return cache;
  }

  @Override
  protected void settle() {
    // what is put is there at once
  }

  @Test
  void everythingCanBeForgotten() {
    var callback = Callbacks.scheduled().build();
    cache.put(List.of(callback));

    cache.clear();

    assertThat(cache.find(callback.key())).isEmpty();
  }
}
