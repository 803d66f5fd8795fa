package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.CallbackId;
import io.openges.ports.driven.callback.Ids;
import io.openges.ports.testing.Race;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Ids} does; one subclass for each implementation. */
public abstract class IdsContract {

  /** Returns what is under test, the same in each call. */
  protected abstract Ids ids();

  @Test
  void noIdComesTwice() throws InterruptedException {
    var ids = new Race(8, 5000).run((caller, round) -> ids().next());

    assertThat(ids.stream().flatMap(List::stream).distinct()).hasSize(40_000);
  }

  @Test
  void theTextOfAnIdNamesIt() {
    var id = ids().next();

    assertThat(CallbackId.parse(id.toString())).contains(id);
  }
}
