package io.openges.ports.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.queue.Limits.Window;
import io.openges.ports.contract.ThrottleCountersContract;
import io.openges.ports.driven.throttle.ThrottleCounters;
import io.openges.ports.driven.throttle.ThrottleCounters.Counted;
import io.openges.ports.driven.throttle.ThrottleCounters.Request;
import io.openges.ports.driven.throttle.ThrottleCounters.Verdict;
import io.openges.ports.testing.Callbacks;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryThrottleCountersTest extends ThrottleCountersContract {

  private final InMemoryThrottleCounters counters = new InMemoryThrottleCounters();

  @Override
  protected ThrottleCounters counters() {
    return counters;
  }

  @Test
  void oneOfThreeNodesTakesAThirdOfTheLimitRoundedUp() {
    var third = new InMemoryThrottleCounters(() -> 3);
    var number = new Counted("number", Window.of(7, 60));
    var request = new Request(Callbacks.anyTenant(), List.of(number), null, Callbacks.BOOKED_AT);

    assertThat(IntStream.range(0, 7).mapToObj(n -> third.reserve(request)))
        .filteredOn(Verdict.Reserved.class::isInstance)
        .hasSize(3);
  }
}
