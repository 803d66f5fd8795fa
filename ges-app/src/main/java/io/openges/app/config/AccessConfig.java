package io.openges.app.config;

import io.openges.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who may ask on whose behalf, where no Genesys Environment tells. Immutable and thread-safe.
 *
 * @param apiKeys tenants by API key; never printed
 */
public record AccessConfig(Map<Secret, TenantId> apiKeys) {

  /** Copies the map. */
  public AccessConfig {
    apiKeys = Map.copyOf(apiKeys);
  }

  static AccessConfig read(Values values) {
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
    return new AccessConfig(keys);
  }
}
