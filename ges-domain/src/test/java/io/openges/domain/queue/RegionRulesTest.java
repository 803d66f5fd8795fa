package io.openges.domain.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Specification 12. */
class RegionRulesTest {

  private static final QueueName SALES = new QueueName("Sales");
  private static final RegionRules RULES =
      RegionRules.NONE.with("West", List.of("us", "eu")).assigning(SALES, "West");

  @Test
  void aQueuePrefersTheRegionsOfItsRule() {
    assertThat(RULES.preferredBy(SALES)).containsExactly("us", "eu");
    assertThat(RULES.preferredBy(new QueueName("Other"))).isEmpty();
    assertThat(RULES.queuesOf("West")).containsExactly(SALES);
    assertThat(RULES.assigning(SALES, null).preferredBy(SALES)).isEmpty();
    assertThat(RULES.assigning(SALES, null).without("West")).isEqualTo(RegionRules.NONE);
  }

  @Test
  void whatIsWrittenIsRead() {
    assertThat(RegionRules.read(RULES.content())).contains(RULES);
    assertThat(RegionRules.read(null)).contains(RegionRules.NONE);
    assertThat(RULES.withVersion(3).content()).isEqualTo(RULES.content());
    assertThat(RULES.withVersion(3).version()).isEqualTo(3);
  }

  @Test
  void damagedContentIsNotRead() {
    assertThat(RegionRules.read("x")).isEmpty();
    assertThat(RegionRules.read(Map.of())).isEmpty();
    assertThat(RegionRules.read(Map.of("rules", Map.of(), "assignments", 1))).isEmpty();
    assertThat(RegionRules.read(Map.of("rules", Map.of("a", 1), "assignments", Map.of())))
        .isEmpty();
    assertThat(RegionRules.read(Map.of("rules", Map.of("a", List.of(1)), "assignments", Map.of())))
        .isEmpty();
    assertThat(RegionRules.read(Map.of("rules", Map.of(), "assignments", Map.of("q", "a"))))
        .isEmpty();
  }

  @Test
  void noRuleIsEmptyOrNamesARegionTwice() {
    assertThatIllegalArgumentException().isThrownBy(() -> RULES.with("x", List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> RULES.with("x", List.of("eu", "eu")));
    assertThatIllegalArgumentException().isThrownBy(() -> RULES.without("West"));
    assertThatIllegalArgumentException().isThrownBy(() -> RULES.assigning(SALES, "x"));
  }
}
