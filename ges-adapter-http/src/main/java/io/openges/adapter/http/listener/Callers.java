package io.openges.adapter.http.listener;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.tenant.Tenants;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out for which tenant a caller speaks, or refuses it (specification 2.1 to 2.4). Safe for
 * use by many threads at once.
 */
final class Callers {

  private static final String BEARER = "Bearer ";
  private static final int MOST_ACCEPTED = 10_000;

  private final Tenants tenants;
  private final byte @Nullable [] token;
  private final UnknownKeyLimit unknownKeys;
  private final ClientAddresses addresses;

  /** Keys that were good: others behind the same address must not shut them out. */
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();

  Callers(
      Tenants tenants,
      @Nullable String token,
      UnknownKeyLimit unknownKeys,
      ClientAddresses addresses) {
    this.tenants = tenants;
    this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    this.unknownKeys = unknownKeys;
    this.addresses = addresses;
  }

  /**
   * Refuses contact-center headers, which are for the internal network only (specification 2.1).
   */
  static void refuseTenantHeader(HttpServletRequest request) {
    if (tenantHeader(request) != null) {
      throw ProblemException.of(StatusCode.TENANT_HEADER_REFUSED);
    }
  }

  /**
   * Returns the tenant that the headers name, empty if they need not name one and do not.
   *
   * @throws ProblemException if the caller is refused
   */
  Optional<TenantId> identify(HttpServletRequest request, Access access) {
    switch (access) {
      case API_KEY -> {
        var key = request.getHeader("x-api-key");
        return Optional.of(key == null || key.isBlank() ? byHeader(request) : byKey(request, key));
      }
      case TENANT_IN_PATH -> {
        checkToken(request);
        return Optional.empty();
      }
      case TRUSTED -> {
        checkToken(request);
        var named = tenantHeader(request);
        return named == null ? Optional.empty() : Optional.of(known(named));
      }
      default -> {
        return Optional.empty();
      }
    }
  }

  /**
   * Returns the tenant {@code ccid} names.
   *
   * @throws ProblemException with code 1104 if there is none
   */
  TenantId known(String ccid) {
    return TenantId.parse(ccid)
        .filter(tenants::knows)
        // nobody may have sent an API key
        .orElseThrow(
            () -> ProblemException.of(StatusCode.API_KEY_INVALID, "No such contact center"));
  }

  private TenantId byHeader(HttpServletRequest request) {
    var named = tenantHeader(request);
    if (named == null) {
      throw ProblemException.of(StatusCode.API_KEY_MISSING);
    }
    checkToken(request);
    return known(named);
  }

  private TenantId byKey(HttpServletRequest request, String sent) {
    var key = sent.strip();
    var address = address(request);
    if (!accepted.contains(key)) {
      // whoever tries keys must not make us ask for each of them
      refuseUnlessZero(unknownKeys.wait(address));
    }
    var tenant = tenants.byApiKey(key);
    if (tenant.isEmpty()) {
      accepted.remove(key);
      refuseUnlessZero(unknownKeys.count(address));
      throw ProblemException.of(StatusCode.API_KEY_INVALID);
    }
    accept(key);
    var named = tenantHeader(request);
    if (named != null && !TenantId.parse(named).equals(tenant)) {
      throw ProblemException.of(StatusCode.TENANT_HEADER_REFUSED);
    }
    return tenant.get();
  }

  /** Returns where a request comes from, as far as proxies can be trusted. */
  String address(HttpServletRequest request) {
    return addresses.of(request.getRemoteAddr(), forwardedFor(request));
  }

  private static void refuseUnlessZero(long secondsToWait) {
    if (secondsToWait > 0) {
      throw ProblemException.of(StatusCode.THROTTLED).retryAfter(secondsToWait);
    }
  }

  private void accept(String key) {
    if (accepted.size() >= MOST_ACCEPTED) {
      accepted.clear();
    }
    accepted.add(key);
  }

  /** A proxy may add a line of its own below the one the caller sent; they count as one list. */
  private static @Nullable String forwardedFor(HttpServletRequest request) {
    var lines = Collections.list(request.getHeaders("X-Forwarded-For"));
    return lines.isEmpty() ? null : String.join(",", lines);
  }

  private void checkToken(HttpServletRequest request) {
    if (token == null) {
      return;
    }
    var sent = request.getHeader("Authorization");
    boolean bearer = sent != null && sent.regionMatches(true, 0, BEARER, 0, BEARER.length());
    var given = bearer && sent != null ? sent.substring(BEARER.length()).strip() : "";
    if (!MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8))) {
      throw ProblemException.of(StatusCode.SIGN_IN_REQUIRED);
    }
  }

  /** Returns the contact center the headers name, null if none; empty headers are ignored. */
  private static @Nullable String tenantHeader(HttpServletRequest request) {
    var ccid = header(request, "ccid");
    var other = header(request, "ContactCenterID");
    if (ccid != null && other != null && !ccid.equalsIgnoreCase(other)) {
      throw ProblemException.of(StatusCode.TENANT_HEADER_REFUSED);
    }
    return ccid == null ? other : ccid;
  }

  private static @Nullable String header(HttpServletRequest request, String name) {
    var values = request.getHeaders(name);
    while (values.hasMoreElements()) {
      var value = values.nextElement().strip();
      if (!value.isEmpty()) {
        return value;
      }
    }
    return null;
  }
}
