package io.openges.ports.driving.audit;

import io.openges.ports.driven.audit.AuditLog;
import java.util.List;

/** Driving port: shows who did what (specification 5.1). Safe for use by many threads at once. */
@FunctionalInterface
public interface ReadAudit {

  /**
   * Returns the entries that match, newest first.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  List<AuditLog.Kept> list(AuditLog.Filter filter);
}
