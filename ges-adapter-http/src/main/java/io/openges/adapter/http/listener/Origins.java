package io.openges.adapter.http.listener;

import io.openges.adapter.http.envelope.Reply;
import io.openges.domain.tenant.TenantId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets browsers call from the pages tenants allow (specification 2.13). Immutable and thread-safe.
 *
 * @param allowed which pages those are
 */
record Origins(AllowedOrigins allowed) {

  private static final String ALLOW = "Access-Control-Allow-Origin";

  /** Returns the answer to a preflight that some tenant allows, empty if this is none. */
  Optional<Reply> preflight(HttpServletRequest request) {
    var origin = request.getHeader("Origin");
    boolean answer = request.getMethod().equals("OPTIONS")
        && origin != null
        && request.getHeader("Access-Control-Request-Method") != null
        && allowed.anyTenantAllows(origin);
    if (!answer || origin == null) {
      return Optional.empty();
    }
    return Optional.of(new Reply(
        204,
        Reply.JSON,
        new byte[0],
        Map.of(
            ALLOW,
            origin,
            "Access-Control-Allow-Methods",
            "GET, POST",
            "Access-Control-Allow-Headers",
            "content-type, x-api-key, cache-control, idempotency-key",
            "Access-Control-Max-Age",
            "600",
            "Vary",
            "Origin")));
  }

  /** Adds to {@code reply} what lets the page read it, if the tenant allows the page. */
  Reply mark(Reply reply, @Nullable String origin, @Nullable TenantId tenant) {
    if (origin == null || tenant == null || !allowed.allows(tenant, origin)) {
      return reply;
    }
    return reply
        .withHeader(ALLOW, origin)
        .withHeader(
            "Access-Control-Expose-Headers",
            "Retry-After, X-GES-TZDATA, X-GES-Correlation-Id, Idempotent-Replayed")
        .withHeader("Vary", "Origin");
  }
}
