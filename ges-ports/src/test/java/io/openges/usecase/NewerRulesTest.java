package io.openges.usecase;

import static io.openges.ports.testing.Engine.ALWAYS;
import static io.openges.ports.testing.Engine.OFFICE;
import static io.openges.ports.testing.Engine.TENANT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driving.callin.KeepCallInGroups;
import io.openges.ports.driving.queue.AssignRules;
import io.openges.ports.driving.queue.AssignRules.Kind;
import io.openges.ports.driving.queue.KeepCapacityRules;
import io.openges.ports.driving.queue.KeepNumberRules;
import io.openges.ports.driving.queue.KeepRegionRules;
import io.openges.ports.driving.queue.QueueRulePorts;
import io.openges.ports.driving.queue.RuleCommand;
import io.openges.ports.driving.queue.RuleOutcome;
import io.openges.ports.driving.queue.UnreadableRulesException;
import io.openges.ports.memory.InMemoryAuditLog;
import io.openges.ports.memory.InMemorySettingsStore;
import io.openges.ports.testing.Engine;
import io.openges.usecase.callin.KeepCallInGroupsService;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is left of a newer release's rules when a node that cannot read them changes others
 * (specification 21).
 */
class NewerRulesTest {

  private static final Instant START = Instant.parse("2031-03-04T09:00:00Z");
  private static final Map<String, Object> NEWER = Map.of("cellMinutes", 15, "more", List.of(1));
  private static final Map<String, Object> EMPTY = part(Map.of(), Map.of());

  private final Engine engine = Engine.startingAt(START);
  private final SettingsStore store = engine.stores().rules();
  private final QueueRulePorts rules = engine.ges().rules();

  @Test
  void aCapacityRuleThatCannotBeReadIsKeptThoughNoQueueHasIt() {
    store(document(part(Map.of("Free", NEWER, "Used", NEWER), assigned("Used")), EMPTY, EMPTY));

    defineCapacity("Week");
    assign(Kind.CAPACITY, "Week");

    assertThat(stored("rules")).containsEntry("Free", NEWER).containsEntry("Used", NEWER);
    assertThat(stored("rules")).containsKey("Week").hasSize(3);
    assertThat(stored("assignments"))
        .isEqualTo(Map.of(ALWAYS.value(), "Used", OFFICE.value(), "Week"));
  }

  @Test
  void aNumberRuleThatCannotBeReadIsKept() {
    store(document(EMPTY, part(Map.of("r", NEWER), assigned("r")), EMPTY));

    defineNumber("us");
    assign(Kind.NUMBER, "us");

    assertThat(stored("numbers", "rules")).containsEntry("r", NEWER).containsOnlyKeys("r", "us");
    assertThat(stored("numbers", "assignments"))
        .isEqualTo(Map.of(ALWAYS.value(), "r", OFFICE.value(), "us"));
  }

  @Test
  void whatTheOtherRulesSayMoreThanThisReleaseKnowsIsKept() {
    var more = Map.of("cellMinutes", 60, "cells", Map.of(), "zone", "UTC");
    var regions = new LinkedHashMap<>(part(Map.of("West", List.of("us")), Map.of()));
    regions.put("format", 2);
    store(document(part(Map.of("Week", more), Map.of()), EMPTY, regions));

    defineCapacity("Other");
    defineRegion("East");

    assertThat(stored("rules")).containsEntry("Week", more);
    assertThat(stored("regions")).containsEntry("format", 2);
    assertThat(stored("regions", "rules")).containsOnlyKeys("East", "West");
  }

  @Test
  void whatCannotBeReadCanBeMadeAnewOrRemovedButNotAmended() {
    store(document(part(Map.of("a", NEWER, "b", NEWER), Map.of()), EMPTY, EMPTY));
    var amend = new KeepCapacityRules.Change.Amend("a", null, Map.of());

    assertThat(rules.capacity().change(new RuleCommand<>(TENANT, amend, null, null)))
        .isInstanceOf(RuleOutcome.Invalid.class);
    assertThat(rules
            .capacity()
            .change(
                new RuleCommand<>(TENANT, new KeepCapacityRules.Change.Delete("b"), null, null)))
        .isInstanceOf(RuleOutcome.Changed.class);
    var day = new LinkedHashMap<String, Object>();
    IntStream.range(0, 24).forEach(hour -> day.put((hour < 10 ? "0" : "") + hour + ":00", 0));
    var closed = Map.of("*", day);
    assertThat(rules
            .capacity()
            .change(new RuleCommand<>(
                TENANT, new KeepCapacityRules.Change.Define("a", 60, closed), null, null)))
        .isInstanceOf(RuleOutcome.Changed.class);

    assertThat(stored("rules")).containsOnlyKeys("a");
    assertThat(stored("rules").get("a")).isNotEqualTo(NEWER);
  }

  @Test
  void whereNotEvenNamesCanBeReadNothingIsChanged() {
    store(document(Map.of("rules", 1), Map.of("newer", 1), part(Map.of("West", 1), Map.of())));

    refused(() -> defineCapacity("Week"));
    refused(() -> defineNumber("us"));
    refused(() -> defineRegion("East"));
    refused(() -> assign(Kind.REGION, "East"));
    refused(() -> rules.capacity().current(TENANT));
    refused(() -> rules.numbers().current(TENANT));
    refused(() -> rules.regions().current(TENANT));
    refused(() -> rules.assign().current(TENANT));
    assertThat(store.newest(TENANT)).isOne();
  }

  @Test
  void theOtherKindsAreChangedAllTheSame() {
    store(document(EMPTY, Map.of("newer", 1), EMPTY));

    defineCapacity("Week");
    defineRegion("East");
    assign(Kind.CAPACITY, "Week");
    assign(Kind.REGION, "East");

    assertThat(stored("numbers")).isEqualTo(Map.of("newer", 1));
    assertThat(stored("rules")).containsOnlyKeys("Week");
    assertThat(stored("assignments")).isEqualTo(Map.of(OFFICE.value(), "Week"));
    assertThat(stored("regions", "assignments")).isEqualTo(Map.of(OFFICE.value(), "East"));
    refused(() -> assign(Kind.NUMBER, "us"));
  }

  @Test
  void aNameOfBlanksThatWasOnceTakenHindersNothingAndCanGo() {
    var week = Map.of("cellMinutes", 60, "cells", Map.of());
    var us = Map.of("countries", List.of("US"));
    store(document(part(Map.of(" ", week), Map.of()), part(Map.of(" ", us), assigned(" ")), EMPTY));

    assertThat(engine.ges().settings().unreadable()).isEmpty();
    defineCapacity("Week");
    defineNumber("us");
    assign(Kind.NUMBER, "us");
    assertThat(rules
            .capacity()
            .change(
                new RuleCommand<>(TENANT, new KeepCapacityRules.Change.Delete(" "), null, null)))
        .isInstanceOf(RuleOutcome.Changed.class);

    assertThat(stored("rules")).containsOnlyKeys("Week");
    assertThat(stored("numbers", "rules")).containsOnlyKeys(" ", "us").containsEntry(" ", us);
  }

  @Test
  void aCallInGroupThatCannotBeReadIsKept() {
    var groups = new InMemorySettingsStore(new InMemoryAuditLog());
    var keep = new KeepCallInGroupsService(groups, engine.time());
    groups.publish(
        TENANT,
        0,
        new SettingsStore.Publication(
            Map.of("groups", Map.of("VIP", NEWER), "format", 2), START, null));

    define(keep, "Sales");
    define(keep, "Support");
    keep.change(new RuleCommand<>(TENANT, new KeepCallInGroups.Change.Delete("Sales"), null, null));

    var content = groups.find(TENANT, 4).orElseThrow().content();
    assertThat(content).containsEntry("format", 2);
    assertThat(object(content.get("groups")))
        .containsEntry("VIP", NEWER)
        .containsOnlyKeys("VIP", "Support");
    define(keep, "VIP");
    assertThat(keep.current(TENANT).groups()).containsOnlyKeys("VIP", "Support");
  }

  @ParameterizedTest
  @ValueSource(strings = {"groups", "newer"})
  void callInGroupsThatCannotBeReadAreNotReplaced(String member) {
    var groups = new InMemorySettingsStore(new InMemoryAuditLog());
    var keep = new KeepCallInGroupsService(groups, engine.time());
    groups.publish(TENANT, 0, new SettingsStore.Publication(Map.of(member, 1), START, null));

    refused(() -> keep.current(TENANT));
    refused(() -> define(keep, "Sales"));
    assertThat(groups.newest(TENANT)).isOne();
  }

  private static void define(KeepCallInGroups keep, String group) {
    var change =
        new KeepCallInGroups.Change.Define(group, Map.of("numbers", List.of("+18005550100")));
    assertThat(keep.change(new RuleCommand<>(TENANT, change, null, null)))
        .isInstanceOf(RuleOutcome.Changed.class);
  }

  private static void refused(ThrowingCallable deed) {
    assertThatThrownBy(deed)
        .isInstanceOf(UnreadableRulesException.class)
        .hasMessageContaining("newer release");
  }

  private void store(Map<String, Object> document) {
    store.publish(TENANT, 0, new SettingsStore.Publication(document, START, "newer release"));
    engine.ges().settings().refresh();
  }

  private static Map<String, Object> document(
      Map<String, Object> capacity, Map<String, Object> numbers, Map<String, Object> regions) {
    var document = new LinkedHashMap<>(capacity);
    document.put("numbers", numbers);
    document.put("regions", regions);
    return document;
  }

  private static Map<String, Object> part(Map<String, ?> rules, Map<String, ?> assignments) {
    return Map.of("rules", rules, "assignments", assignments);
  }

  private static Map<String, String> assigned(String rule) {
    return Map.of(ALWAYS.value(), rule);
  }

  private Map<String, Object> stored(String... path) {
    var at = store.find(TENANT, store.newest(TENANT)).orElseThrow().content();
    for (var member : path) {
      at = object(at.get(member));
    }
    return at;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(@Nullable Object value) {
    return (Map<String, Object>) requireNonNull(value);
  }

  private void defineCapacity(String name) {
    var change = new KeepCapacityRules.Change.Define(name, 60, Map.of());
    assertThat(rules.capacity().change(new RuleCommand<>(TENANT, change, null, null)))
        .isInstanceOf(RuleOutcome.Changed.class);
  }

  private void defineNumber(String name) {
    var change = new KeepNumberRules.Change.Define(name, Map.of("countries", List.of("US")));
    assertThat(rules.numbers().change(new RuleCommand<>(TENANT, change, null, null)))
        .isInstanceOf(RuleOutcome.Changed.class);
  }

  private void defineRegion(String name) {
    var change = new KeepRegionRules.Change.Define(name, List.of("us"));
    assertThat(rules.regions().change(new RuleCommand<>(TENANT, change, null, null)))
        .isInstanceOf(RuleOutcome.Changed.class);
  }

  private void assign(Kind kind, String rule) {
    assertThat(rules.assign().assign(AssignRules.Command.one(TENANT, OFFICE, kind, rule)))
        .isInstanceOf(AssignRules.Outcome.Assigned.class);
  }
}
