package io.openges.ports.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class ScenarioTest {

  @Test
  void whoAsksForTheSlotsOfNoQueueIsToldItsName() {
    var scenario = Scenario.startingAt(
        "2027-06-02T08:00Z",
        Settings.empty().hours("always", Hours.always("Etc/UTC")).queue("VQ", "always", 1));
    var day = ZonedDateTime.parse("2027-06-02T00:00Z");

    assertThatThrownBy(() -> scenario.slots("VQ_Misspelt", day))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no queue named VQ_Misspelt");
  }
}
