package io.openges.ports.driven.queue;

/**
 * Which versions of a tenant's settings something was judged by. Each rises by one with every
 * publication, over all nodes, unless the store lost some. Immutable and thread-safe.
 *
 * @param table the version of the published table, 0 before the first
 * @param rules the version of the rules of all kinds, 0 before the first
 */
public record SettingsVersions(int table, int rules) {

  /** What a tenant has that never published anything and never made a rule. */
  public static final SettingsVersions NONE = new SettingsVersions(0, 0);

  /**
   * Says whether the table or the rules of {@code newest} are others. Higher numbers are no newer
   * ones: a store that was restored, or failed over, may have lost publications.
   */
  public boolean differFrom(SettingsVersions newest) {
    return !equals(newest);
  }
}
