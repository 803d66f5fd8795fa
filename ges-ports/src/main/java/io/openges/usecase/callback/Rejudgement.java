package io.openges.usecase.callback;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.queue.SettingsVersions;
import io.openges.usecase.queue.SettingsSnapshots;

/**
 * Brings the settings up to date for what was judged by old ones, as on a node that was paused, so
 * that it can be judged again. Not thread-safe; one request.
 */
final class Rejudgement {

  /** Settings that change faster than this are taken for an outage. */
  private static final int MOST = 3;

  private final SettingsSnapshots snapshots;
  private int outdated;

  Rejudgement(SettingsSnapshots snapshots) {
    this.snapshots = snapshots;
  }

  /**
   * Loads what has been published since {@code judgedBy}.
   *
   * @throws DependencyUnavailableException if the store gave no answer, or if it is the third time
   */
  void prepare(TenantId tenant, SettingsVersions judgedBy) {
    if (++outdated == MOST) {
      throw new DependencyUnavailableException(
          Dependency.POSTGRESQL, "judge by the newest settings");
    }
    snapshots.refreshPast(tenant, judgedBy);
  }
}
