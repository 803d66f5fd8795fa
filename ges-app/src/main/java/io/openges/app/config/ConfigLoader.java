package io.openges.app.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the configuration of a node (specification 20). Thread-safe. */
public final class ConfigLoader {

  /** Variables of features that this release knows by name only. */
  private static final String[] WITHOUT_EFFECT = {
    "GES_DEVOPS_ACCESS_GROUPS",
    "GES_DEVOPS_USERNAME",
    "GES_DEVOPS_PASSWORD",
    "GES_UI_DEFAULT_ROLE",
    "GES_SESSION_IDLE_MINUTES",
    "GWS_PUBLIC_AUTH"
  };

  /** Any of these says that an operator runs the servers. */
  private static final String[] ADDRESSES = {
    "DB_HOST",
    "REDIS_HOST",
    "REDIS_SENTINELS",
    "ORS_REDIS_HOST",
    "ORS_REDIS_LOCATION",
    "ORS_REDIS_SENTINELS"
  };

  /** What describes servers further, and means nothing without an address. */
  private static final String[] OWN_SERVERS = {
    "DB_PORT",
    "DB_NAME",
    "DB_USER",
    "DB_PASSWORD",
    "DB_SECURE",
    "GES_DB_POOL_SIZE",
    "REDIS_PORT",
    "REDIS_MODE",
    "REDIS_SENTINEL_MASTER",
    "REDIS_SECURE",
    "REDIS_CACHEKEY",
    "ORS_REDIS_PORT",
    "ORS_REDIS_CLUSTER_MODE",
    "ORS_REDIS_SENTINEL_MASTER",
    "ORS_REDIS_SECURE",
    "ORS_REDIS_STREAM_NAME",
    "voice-redis-ors-stream",
    "GES_ORS_STREAM_MAXLEN",
    "GES_ORS_NODES",
    "GES_URS_NODES",
    "GES_URS_TENANT"
  };

  private ConfigLoader() {}

  /**
   * Returns the environment with some variables set otherwise, whichever way either spells them:
   * {@code DB_USER} replaces {@code DB-USER}.
   */
  public static Map<String, String> with(
      Map<String, String> environment, Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(environment);
    for (var name : variables.keySet()) {
      all.keySet().removeIf(other -> Sources.canonical(other).equals(Sources.canonical(name)));
    }
    all.putAll(variables);
    return all;
  }

  /**
   * Reads environment and folders.
   *
   * @throws ConfigException with all errors
   */
  public static Loaded load(Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    var values = new Values(Sources.read(environment, problems));
    values.ignore("what they are for is still to come", WITHOUT_EFFECT);
    var config = read(values);
    refuseSampleLogin(values);
    problems.addAll(values.errors());
    if (!problems.isEmpty()) {
      // a misspelt name is often why another value is missing
      problems.addAll(values.unknown());
      throw new ConfigException(problems);
    }
    return new Loaded(config, values.warnings(), values.settings(), values.known());
  }

  /** The pair that the documentation shows must not open a door one day (specification 20). */
  private static void refuseSampleLogin(Values values) {
    if ("admin".equals(values.text("GES_DEVOPS_USERNAME"))
        && "letmein".equals(values.text("GES_DEVOPS_PASSWORD"))) {
      values.error("GES_DEVOPS_PASSWORD", "must not be the one of the sample");
    }
  }

  private static Config read(Values values) {
    boolean embedded = Stream.of(ADDRESSES).allMatch(name -> values.text(name) == null);
    return new Config(
        NodeConfig.read(values),
        ServerConfig.read(values, embedded),
        LogConfig.read(values, embedded),
        embedded ? acceptAll(values) : configured(values),
        new Config.Policies(
            RulesConfig.read(values),
            AccessConfig.read(values, embedded),
            SecretKeys.read(values),
            InternetConfig.read(values)),
        EmbeddedConfig.read(values));
  }

  private static Backends configured(Values values) {
    values.ignore(
        "servers of your own are configured",
        "GES_DATA_DIR",
        "GES_SIMULATED_AGENTS",
        "GES_SIMULATION_SPEED");
    return new Backends.Configured(
        DatabaseConfig.read(values), RedisConfig.read(values), new VoiceReader(values).read());
  }

  private static Backends acceptAll(Values values) {
    values.ignore(
        "no server of your own is configured (" + String.join(", ", ADDRESSES) + ")", OWN_SERVERS);
    return new Backends.Embedded();
  }

  /**
   * A configuration without errors.
   *
   * @param config what was read
   * @param warnings what is doubtful, a line each; without secrets
   * @param settings all values in effect, by name; secrets are masked
   * @param known the names of all variables that mean something, with underscores
   */
  public record Loaded(
      Config config, List<String> warnings, List<Setting> settings, Set<String> known) {

    /** Copies lists and set. */
    public Loaded {
      warnings = List.copyOf(warnings);
      settings = List.copyOf(settings);
      known = Set.copyOf(known);
    }
  }
}
