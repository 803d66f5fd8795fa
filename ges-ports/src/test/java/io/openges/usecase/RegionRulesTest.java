package io.openges.usecase;

import static io.openges.ports.testing.Engine.ALWAYS;
import static io.openges.ports.testing.Engine.OFFICE;
import static io.openges.ports.testing.Engine.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.RegionRules;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driving.queue.AssignRules;
import io.openges.ports.driving.queue.KeepCapacityRules;
import io.openges.ports.driving.queue.KeepRegionRules;
import io.openges.ports.driving.queue.KeepRegionRules.Change;
import io.openges.ports.driving.queue.RuleCommand;
import io.openges.ports.driving.queue.RuleOutcome;
import io.openges.ports.testing.Engine;
import io.openges.ports.testing.Race;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Specification 12, from the rule to the order in which regions are tried. */
class RegionRulesTest {

  private final Engine engine = Engine.startingAt(Instant.parse("2031-03-04T09:00:00Z"));
  private final KeepRegionRules rules = engine.ges().rules().regions();

  @Test
  void anAssignedRuleIsInForceAtOnce() {
    change(new Change.Define("West", List.of("us", "eu")));
    assertThat(assigning(ALWAYS, "West")).isInstanceOf(AssignRules.Outcome.Assigned.class);

    assertThat(engine.ges().settings().regions(TENANT, ALWAYS)).containsExactly("us", "eu");
    assertThat(engine.ges().settings().regions(TENANT, OFFICE)).isEmpty();

    change(new Change.Define("West", List.of("ap")));

    assertThat(engine.ges().settings().regions(TENANT, ALWAYS)).containsExactly("ap");
  }

  @Test
  void rulesOfBothKindsLeaveEachOtherAlone() {
    defineCapacity("Week");
    change(new Change.Define("West", List.of("us")));
    defineCapacity("Other");

    assertThat(rules.current(TENANT).rules()).containsOnlyKeys("West");
    assertThat(rules.current(TENANT).version()).isEqualTo(3);
    assertThat(engine.ges().rules().capacity().current(TENANT).rules())
        .containsOnlyKeys("Other", "Week");
    assertThat(engine.ges().settings().unreadable()).isEmpty();
  }

  @Test
  void aTenantWithRegionRulesAloneKeepsItsCapacity() {
    var before = engine.ges().settings().of(TENANT).queues();

    change(new Change.Define("West", List.of("us")));

    assertThat(engine.ges().settings().of(TENANT).queues()).isEqualTo(before);
    assertThat(engine.ges().settings().unreadable()).isEmpty();
  }

  @Test
  void regionRulesThatCannotBeReadLeaveThoseBefore() {
    change(new Change.Define("West", List.of("us")));
    assertThat(assigning(ALWAYS, "West")).isInstanceOf(AssignRules.Outcome.Assigned.class);
    var damaged = new SettingsStore.Publication(
        Map.of("rules", Map.of(), "assignments", Map.of(), "regions", "x"), Instant.EPOCH, null);

    engine.stores().rules().publish(TENANT, 2, damaged);
    engine.ges().settings().refresh();

    assertThat(engine.ges().settings().regions(TENANT, ALWAYS)).containsExactly("us");
    assertThat(engine.ges().settings().unreadable()).hasSize(1);
  }

  @Test
  void whatIsWrongIsRefused() {
    var invalid =
        (RuleOutcome.Invalid<RegionRules>) outcome(new Change.Define("", List.of()), null);
    assertThat(invalid.errors()).hasSize(2);
    assertThat(outcome(new Change.Define(" ", List.of("eu")), null))
        .isInstanceOf(RuleOutcome.Invalid.class);
    assertThat(outcome(new Change.Define("x".repeat(65), List.of("eu")), null))
        .isInstanceOf(RuleOutcome.Invalid.class);
    assertThat(outcome(new Change.Delete("None"), null))
        .isInstanceOf(RuleOutcome.UnknownRule.class);
    assertThat(assigning(ALWAYS, "None"))
        .isEqualTo(new AssignRules.Outcome.UnknownRule(AssignRules.Kind.REGION));
    change(new Change.Define("West", List.of("us")));
    assertThat(assigning(new QueueName("None"), "West"))
        .isInstanceOf(AssignRules.Outcome.UnknownQueue.class);
    assertThat(outcome(new Change.Define("East", List.of("ap")), 7))
        .isEqualTo(new RuleOutcome.VersionConflict<>(1));
    assertThat(assigning(ALWAYS, "West")).isInstanceOf(AssignRules.Outcome.Assigned.class);
    assertThat(outcome(new Change.Delete("West"), null))
        .isEqualTo(new RuleOutcome.RuleInUse<>(List.of(ALWAYS)));
  }

  @Test
  void whatChangesNothingMakesNoVersion() {
    change(new Change.Define("West", List.of("us")));

    assertThat(outcome(new Change.Define("West", List.of("us")), null))
        .isEqualTo(new RuleOutcome.Changed<>(rules.current(TENANT), false));
    assertThat(rules.current(TENANT).version()).isOne();
  }

  @Test
  void rulesMadeAtTheSameTimeAreAllKept() throws InterruptedException {
    new Race(4, 5).run((caller, round) -> {
      change(new Change.Define("Rule " + caller + " " + round, List.of("eu")));
      return caller;
    });

    assertThat(rules.current(TENANT).rules()).hasSize(20);
    assertThat(rules.current(TENANT).version()).isEqualTo(20);
  }

  private void change(Change change) {
    assertThat(outcome(change, null)).isInstanceOf(RuleOutcome.Changed.class);
  }

  private AssignRules.Outcome assigning(QueueName queue, @Nullable String rule) {
    return engine
        .ges()
        .rules()
        .assign()
        .assign(AssignRules.Command.one(TENANT, queue, AssignRules.Kind.REGION, rule));
  }

  private RuleOutcome<RegionRules> outcome(Change change, @Nullable Integer expected) {
    return rules.change(new RuleCommand<>(TENANT, change, expected, null));
  }

  private void defineCapacity(String name) {
    engine
        .ges()
        .rules()
        .capacity()
        .change(new RuleCommand<>(
            TENANT, new KeepCapacityRules.Change.Define(name, 60, Map.of()), null, null));
  }
}
