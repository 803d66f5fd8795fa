package io.openges.app.config;

/**
 * Everything an operator sets. Immutable and thread-safe.
 *
 * @param node who this node is
 * @param server where it listens
 * @param log what it logs
 * @param backends the servers it stands on
 * @param rules figures of the rules, and who may ask
 * @param embedded how it runs without servers of an operator
 */
public record Config(
    NodeConfig node,
    ServerConfig server,
    LogConfig log,
    Backends backends,
    Policies rules,
    EmbeddedConfig embedded) {

  /** Whether the servers are brought along. */
  public boolean isEmbedded() {
    return backends instanceof Backends.Embedded;
  }

  /** Returns the same on other servers. */
  public Config with(Backends newBackends) {
    return new Config(node, server, log, newBackends, rules, embedded);
  }

  /** Returns the same, listening elsewhere. */
  public Config with(ServerConfig newServer) {
    return new Config(node, newServer, log, backends, rules, embedded);
  }

  /** Returns the same, with other tenants. */
  public Config with(AccessConfig newAccess) {
    var policies = new Policies(rules.figures(), newAccess, rules.secretKeys(), rules.internet());
    return new Config(node, server, log, backends, policies, embedded);
  }

  /** Returns the same, with other keys. */
  public Config with(SecretKeys newKeys) {
    var policies = new Policies(rules.figures(), rules.access(), newKeys, rules.internet());
    return new Config(node, server, log, backends, policies, embedded);
  }

  /** Returns the same, with services of the internet elsewhere. */
  public Config with(InternetConfig newInternet) {
    var policies = new Policies(rules.figures(), rules.access(), rules.secretKeys(), newInternet);
    return new Config(node, server, log, backends, policies, embedded);
  }

  /**
   * What the rules need.
   *
   * @param figures figures of the rules
   * @param access who may ask
   * @param secretKeys seal what tenants entrust to GES
   * @param internet services on the internet
   */
  public record Policies(
      RulesConfig figures, AccessConfig access, SecretKeys secretKeys, InternetConfig internet) {}
}
