package io.openges.usecase.callback;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.UnavailableException;
import io.openges.ports.driven.queue.SettingsVersions;
import io.openges.usecase.queue.SettingsSnapshots;

/**
 * Brings the settings up to date for what was judged by old ones, as on a node that was paused, so
 * that it can be judged again. Not thread-safe; one request.
 */
final class Rejudgement {

  /** Settings that change faster than this cannot be judged by. */
  private static final int MOST = 3;

  private final SettingsSnapshots snapshots;
  private int outdated;

  Rejudgement(SettingsSnapshots snapshots) {
    this.snapshots = snapshots;
  }

  /**
   * Loads what has been published since {@code judgedBy}.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   * @throws UnavailableException if it is the third time
   */
  void prepare(TenantId tenant, SettingsVersions judgedBy) {
    if (++outdated == MOST) {
      throw new UnavailableException(
          "settings change faster than they are loaded, or the store serves old ones as the newest");
    }
    snapshots.refreshPast(tenant, judgedBy);
  }
}
