package io.openges.app.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openges.domain.tenant.TenantId;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Genesys Statistics, and in whose name tenants are answered. Immutable and thread-safe.
 *
 * @param address its base address, absolute, with a slash at its end
 * @param logins the users by tenant; never printed
 */
public record StatisticsConfig(URI address, Map<TenantId, Login> logins) {

  private static final String LOGINS = "GES_GWS_CREDENTIALS";
  private static final String EXPECTED =
      "must be a JSON object {\"ccid\":{\"user\",\"password\"},...} with UUIDs as ccid";

  /** Copies the map. */
  public StatisticsConfig {
    requireNonNull(address, "address");
    logins = Map.copyOf(logins);
  }

  /**
   * A user of Genesys Web Services.
   *
   * @param user the user's name
   * @param password the password
   */
  public record Login(Secret user, Secret password) {}

  /** Returns null where nobody says where Statistics is. */
  static @Nullable StatisticsConfig read(Values values, @Nullable URI address) {
    if (address != null) {
      return new StatisticsConfig(address, logins(values));
    }
    if (values.secret(LOGINS) != null) {
      values.warning(LOGINS, "has no effect without GWS_STATS or GWS_CONF");
    }
    return null;
  }

  static Map<TenantId, Login> logins(Values values) {
    Map<TenantId, Login> logins = new LinkedHashMap<>();
    var secret = values.secret(LOGINS);
    if (secret != null) {
      // The value is never shown, for it holds passwords.
      try {
        var json = new JsonMapper().readTree(secret.value());
        if (!json.isObject()) {
          values.error(LOGINS, EXPECTED);
        }
        json.properties().forEach(one -> add(values, logins, one));
      } catch (JsonProcessingException malformed) {
        values.error(LOGINS, EXPECTED);
      }
    }
    return logins;
  }

  private static void add(
      Values values, Map<TenantId, Login> logins, Map.Entry<String, JsonNode> one) {
    var tenant = TenantId.parse(one.getKey());
    var user = one.getValue().path("user");
    var password = one.getValue().path("password");
    if (tenant.isEmpty() || !user.isTextual() || !password.isTextual()) {
      values.error(LOGINS, EXPECTED);
    } else {
      logins.put(
          tenant.get(), new Login(new Secret(user.textValue()), new Secret(password.textValue())));
    }
  }
}
