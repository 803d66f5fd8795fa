package io.openges.usecase;

import static io.openges.ports.testing.Engine.ALWAYS;
import static io.openges.ports.testing.Engine.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driving.queue.AssignRules;
import io.openges.ports.driving.queue.AssignRules.Command;
import io.openges.ports.driving.queue.AssignRules.Kind;
import io.openges.ports.driving.queue.AssignRules.Outcome;
import io.openges.ports.driving.queue.KeepCapacityRules;
import io.openges.ports.driving.queue.KeepNumberRules;
import io.openges.ports.driving.queue.RuleCommand;
import io.openges.ports.testing.Engine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules of several kinds that a queue gets at once. */
class AssignRulesTest {

  private final Engine engine = Engine.startingAt(Instant.parse("2031-03-04T09:00:00Z"));
  private final AssignRules rules = engine.ges().rules().assign();

  @BeforeEach
  void makeRules() {
    engine
        .ges()
        .rules()
        .capacity()
        .change(new RuleCommand<>(
            TENANT, new KeepCapacityRules.Change.Define("Week", 60, Map.of()), null, null));
    engine
        .ges()
        .rules()
        .numbers()
        .change(new RuleCommand<>(
            TENANT,
            new KeepNumberRules.Change.Define("Home", Map.of("countries", List.of("US"))),
            null,
            null));
  }

  @Test
  void allKindsAreGivenInOneVersion() {
    assertThat(assign(ALWAYS, "Week", "Home", 2)).isInstanceOf(Outcome.Assigned.class);

    var now = rules.current(TENANT);
    assertThat(now.version()).isEqualTo(3);
    assertThat(now.ruleOf(ALWAYS, Kind.CAPACITY)).isEqualTo("Week");
    assertThat(now.ruleOf(ALWAYS, Kind.NUMBER)).isEqualTo("Home");
    assertThat(now.ruleOf(ALWAYS, Kind.REGION)).isNull();
  }

  @Test
  void ifOneIsUnknownNoneIsGiven() {
    assertThat(assign(ALWAYS, "Week", "Nowhere", null))
        .isEqualTo(new Outcome.UnknownRule(Kind.NUMBER));

    assertThat(rules.current(TENANT).version()).isEqualTo(2);
    assertThat(rules.current(TENANT).ruleOf(ALWAYS, Kind.CAPACITY)).isNull();
  }

  @Test
  void kindsThatAreNotNamedStay() {
    assign(ALWAYS, "Week", "Home", null);

    rules.assign(Command.one(TENANT, ALWAYS, Kind.NUMBER, null));

    assertThat(rules.current(TENANT).ruleOf(ALWAYS, Kind.CAPACITY)).isEqualTo("Week");
    assertThat(rules.current(TENANT).ruleOf(ALWAYS, Kind.NUMBER)).isNull();
  }

  @Test
  void whatAQueueHasAlreadyMakesNoVersion() {
    assign(ALWAYS, "Week", "Home", null);

    assertThat(assign(ALWAYS, "Week", "Home", 3))
        .isEqualTo(new Outcome.Assigned(rules.current(TENANT), false));
    assertThat(rules.current(TENANT).version()).isEqualTo(3);
  }

  @Test
  void whatIsBasedOnAnOlderVersionIsRefused() {
    assertThat(assign(ALWAYS, "Week", "Home", 1)).isEqualTo(new Outcome.VersionConflict(2));
  }

  @Test
  void aQueueThatDoesNotExistGetsNone() {
    assertThat(assign(new QueueName("VQ_None"), "Week", "Home", null))
        .isEqualTo(new Outcome.UnknownQueue());
  }

  @Test
  void theAuditHasOneEntryForAll() {
    assign(ALWAYS, "Week", "Home", null);

    var newest = new AuditLog.Filter(TENANT, null, null, null, null, new AuditLog.Page(1, null));
    assertThat(engine.ges().audit().list(newest))
        .singleElement()
        .extracting(AuditLog.Kept::entry)
        .extracting(AuditEntry::object, AuditEntry::detail)
        .containsExactly("queue:" + ALWAYS, "capacity rule Week, number rule Home");
  }

  private Outcome assign(
      QueueName queue, String capacity, String numbers, @Nullable Integer expected) {
    return rules.assign(new Command(
        TENANT,
        queue,
        Map.of(Kind.CAPACITY, Optional.of(capacity), Kind.NUMBER, Optional.of(numbers)),
        expected,
        null));
  }
}
