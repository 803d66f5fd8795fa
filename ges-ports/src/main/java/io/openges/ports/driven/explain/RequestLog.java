package io.openges.ports.driven.explain;

import io.openges.domain.booking.RefusedRequest;
import io.openges.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Driven port: keeps refused requests by their correlation id (specification 24).
 *
 * <p>Safe for use by many threads at once. Every implementation passes {@code RequestLogContract}.
 */
public interface RequestLog {

  /**
   * Keeps requests, all or none of them; what is kept already stays as it is.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     adding them again is harmless
   */
  void add(List<RefusedRequest> requests);

  /**
   * Finds a request; one of another tenant is not found.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<RefusedRequest> find(TenantId tenant, UUID corrId);

  /**
   * Deletes at most {@code limit} requests that were refused before {@code before}, of all tenants.
   *
   * @return how many were deleted; 0 when none is left
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  int deleteBefore(Instant before, int limit);
}
