package io.openges.ports.driven.queue;

/**
 * Which versions of a tenant's settings something was judged by. Each rises by one with every
 * publication, over all nodes. Immutable and thread-safe.
 *
 * @param table the version of the published table, 0 before the first
 * @param capacityRules the version of the capacity rules, 0 before the first
 */
public record SettingsVersions(int table, int capacityRules) {

  /** What a tenant has that never published anything and never made a rule. */
  public static final SettingsVersions NONE = new SettingsVersions(0, 0);

  /** Says whether {@code newest} has a table or rules that these know nothing of. */
  public boolean isOlderThan(SettingsVersions newest) {
    return table < newest.table || capacityRules < newest.capacityRules;
  }
}
