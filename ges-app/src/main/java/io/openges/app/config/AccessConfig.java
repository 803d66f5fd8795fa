package io.openges.app.config;

import io.openges.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask on whose behalf. Immutable and thread-safe.
 *
 * @param apiKeys tenants by API key, where no Genesys Environment tells; never printed
 * @param gws the services that tell, null if none does
 * @param named those that are to be completed by services that GES brings along; null if none is
 */
public record AccessConfig(
    Map<Secret, TenantId> apiKeys,
    @Nullable GwsConfig gws,
    @Nullable NamedServices named) {

  /** Copies the map. */
  public AccessConfig {
    apiKeys = Map.copyOf(apiKeys);
  }

  /** Makes it without Genesys services. */
  public AccessConfig(Map<Secret, TenantId> apiKeys) {
    this(apiKeys, null, null);
  }

  /** Makes it with Genesys services. */
  public AccessConfig(GwsConfig gws) {
    this(Map.of(), gws, null);
  }

  /**
   * Reads it.
   *
   * @param embedded whether GES brings along what is not named
   */
  static AccessConfig read(Values values, boolean embedded) {
    var keys = keys(values);
    boolean isNamed = GwsConfig.isNamed(values);
    if (isNamed && !keys.isEmpty()) {
      values.warning("GES_API_KEYS", "is ignored, since GWS_AUTH or GWS_ENV is set");
    }
    if (embedded && (isNamed || keys.isEmpty())) {
      return new AccessConfig(Map.of(), null, NamedServices.read(values));
    }
    var gws = GwsConfig.read(values);
    return gws == null ? new AccessConfig(keys) : new AccessConfig(gws);
  }

  private static Map<Secret, TenantId> keys(Values values) {
    Map<Secret, TenantId> keys = new LinkedHashMap<>();
    for (var pair : values.list("GES_API_KEYS", "")) {
      int equals = pair.lastIndexOf('=');
      var tenant = TenantId.parse(pair.substring(equals + 1).strip());
      if (equals < 1 || tenant.isEmpty()) {
        // The pair is not shown, for it holds a key.
        values.error("GES_API_KEYS", "must be key=ccid,… with a UUID as ccid");
      } else {
        keys.put(new Secret(pair.substring(0, equals).strip()), tenant.get());
      }
    }
    return keys;
  }
}
