package io.openges.app;

import io.openges.app.config.AccessConfig;
import io.openges.app.config.NamedServices;
import io.openges.app.config.Secret;
import io.openges.app.config.StatisticsConfig;
import io.openges.app.neighbours.gws.ContactCenter;
import io.openges.app.neighbours.gws.GwsOptions;
import io.openges.app.neighbours.gws.GwsPerson;
import io.openges.app.neighbours.gws.SimulatedGws;
import io.openges.app.wiring.Closer;
import io.openges.domain.tenant.TenantId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Genesys services of the embedded default: simulated ones in place of those that nobody has
 * named. Immutable and thread-safe.
 *
 * @param access how GES reaches them
 * @param apiKey a key that the simulated Environment knows, empty if another one is named; a secret
 */
record EmbeddedGenesys(AccessConfig access, String apiKey) {

  /** The tenant of the embedded default. */
  static final TenantId TENANT =
      new TenantId(UUID.fromString("9350e2fc-a1dd-4c65-8d40-1f75a2e080dd"));

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedGenesys.class);
  private static final String FIGURES_USER = "statistics";
  private static final int FIRST_DBID = 1_000;
  private static final int KEY_BYTES = 16;

  /**
   * Starts what is missing.
   *
   * @param home keeps the API key, the same as long as the data are kept
   * @param figures tells how many wait in a queue
   * @param closer ends it
   */
  static EmbeddedGenesys start(
      NamedServices named, Path home, ToIntFunction<String> figures, Closer closer) {
    var client = new NamedServices.Client("ges", new Secret(random()));
    boolean isIssuer = named.authentication() == null;
    Map<TenantId, StatisticsConfig.Login> logins = new HashMap<>(named.logins());
    if (isIssuer) {
      logins.putIfAbsent(
          TENANT, new StatisticsConfig.Login(new Secret(FIGURES_USER), new Secret(random())));
    }
    var apiKey = named.environment() == null ? apiKey(home) : "";
    var services = closer.add(SimulatedGws.start(new GwsOptions(
        new GwsOptions.Client(client.id(), client.secret().value()),
        !isIssuer,
        List.of(new ContactCenter(
            TENANT.toString(), apiKey.isEmpty() ? Set.of() : Set.of(apiKey), Set.of())),
        people(logins),
        figures)));
    LOG.info("simulated Genesys services: {}", services.uri());
    return new EmbeddedGenesys(
        new AccessConfig(named.completed(services.uri(), client, logins)), apiKey);
  }

  private static List<GwsPerson> people(Map<TenantId, StatisticsConfig.Login> logins) {
    List<GwsPerson> people = new ArrayList<>(GwsPerson.ofEveryRole(TENANT.toString()));
    int dbid = FIRST_DBID;
    for (var login : logins.entrySet()) {
      people.add(new GwsPerson(
          login.getValue().user().value(),
          login.getValue().password().value(),
          login.getKey().toString(),
          dbid++,
          Set.of(),
          Set.of()));
    }
    return people;
  }

  private static String random() {
    var bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String apiKey(Path home) {
    return KeptSecret.in(home.resolve("api-key"), KEY_BYTES, HexFormat.of()::formatHex)
        .value();
  }

  /** Returns nothing of the key. */
  @Override
  public String toString() {
    return "EmbeddedGenesys[***]";
  }
}
