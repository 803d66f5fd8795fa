package io.openges.usecase.queue;

import io.openges.domain.phone.Expressions;
import io.openges.domain.queue.TenantSettings;
import io.openges.ports.driven.queue.SettingsVersions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has in force on this node. Immutable and thread-safe.
 *
 * @param settings the last table that could be read, with the rules in its rows
 * @param newestTable the newest version of the table that was looked at
 * @param rules the rules of all kinds
 */
record InForce(TenantSettings settings, int newestTable, RulesInForce rules) {

  /** What a tenant has that never published anything and never made a rule. */
  static final InForce NONE = new InForce(TenantSettings.NONE, 0, RulesInForce.NONE);

  /** Returns the newest versions that were looked at. */
  SettingsVersions versions() {
    return new SettingsVersions(newestTable, rules.newest());
  }

  /** Returns the same with another version of the table, null if it cannot be read. */
  InForce withTable(int version, @Nullable TenantSettings table) {
    return new InForce(table == null ? settings : rules.applyTo(table), version, rules);
  }

  /** Returns the same with another version of the rules, as stored. */
  InForce withRules(int version, Map<String, Object> content, Expressions expressions) {
    var next = rules.followedBy(version, content, expressions);
    return new InForce(next.applyTo(settings), newestTable, next);
  }

  /** Returns the same without a table, as if the tenant had never published one. */
  InForce withoutTable() {
    return new InForce(TenantSettings.NONE, 0, rules);
  }

  /** Returns the same without rules, as if the tenant had never made one. */
  InForce withoutRules() {
    return new InForce(RulesInForce.NONE.applyTo(settings), newestTable, RulesInForce.NONE);
  }
}
