package io.openges.app.wiring;

import io.openges.adapter.http.internal.HealthReport;
import java.util.List;

/**
 * What this node knows of the others. Answers from memory. Safe for use by many threads at once.
 */
interface Peers {

  /** Returns the others that live. */
  List<HealthReport.Peer> others();

  /** Returns whether another node says that it reaches PostgreSQL. */
  boolean anyReachesPostgres();
}
