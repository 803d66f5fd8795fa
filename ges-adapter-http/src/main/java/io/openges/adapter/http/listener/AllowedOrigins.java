package io.openges.adapter.http.listener;

import io.openges.domain.tenant.TenantId;

/**
 * Which web pages may call the API from a browser (specification 2.13). Answers from memory, at
 * once. Safe for use by many threads at once.
 */
public interface AllowedOrigins {

  /**
   * Says whether some tenant allows {@code origin}.
   *
   * @param origin as the browser sent it, such as {@code https://www.example.com}
   */
  boolean anyTenantAllows(String origin);

  /** Says whether {@code tenant} allows {@code origin}. */
  boolean allows(TenantId tenant, String origin);
}
