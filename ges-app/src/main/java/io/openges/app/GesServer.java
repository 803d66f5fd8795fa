package io.openges.app;

import static java.util.Objects.requireNonNull;

import io.openges.app.config.Backends;
import io.openges.app.config.Config;
import io.openges.app.config.Secret;
import io.openges.app.embedded.DirectoryLock;
import io.openges.app.neighbours.SimulatedPlatform;
import io.openges.app.wiring.Closer;
import io.openges.app.wiring.InitialSettings;
import io.openges.app.wiring.Node;
import io.openges.app.wiring.NodeTime;
import io.openges.app.wiring.Wiring;
import io.openges.usecase.Ges;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A whole server in this process: with the servers it is configured for, or with its own. Safe for
 * use by many threads at once.
 */
public final class GesServer implements AutoCloseable {

  private final Endpoints endpoints;
  private final Node node;
  private final Optional<SimulatedPlatform> platform;
  private final Closer closer;

  private GesServer(
      Endpoints endpoints, Node node, Optional<SimulatedPlatform> platform, Closer closer) {
    this.endpoints = endpoints;
    this.node = node;
    this.platform = platform;
    this.closer = closer;
  }

  /** Starts a server on the system's clock, or the test clock; see the other method. */
  public static GesServer start(Config config) {
    return start(config, clock(config));
  }

  /**
   * Starts a server on the system's time, but for callbacks; see the other method.
   *
   * @param clock what callbacks live by
   */
  public static GesServer start(Config config, InstantSource clock) {
    return start(config, NodeTime.by(clock));
  }

  /**
   * Starts a server; it takes requests when this returns.
   *
   * @param time what it takes for the time
   * @throws io.openges.app.config.ConfigException if the settings to be published have errors
   * @throws StartException if something is in the way that an operator can mend
   * @throws io.openges.app.embedded.EmbeddedServerException if a server of its own does not start
   * @throws io.openges.ports.driven.DependencyUnavailableException if PostgreSQL does not answer
   *     for a minute; nothing runs after any failure
   */
  public static GesServer start(Config config, NodeTime time) {
    requireNonNull(time, "time");
    var settings = SettingsFiles.of(config);
    var closer = new Closer();
    try {
      if (config.isEmbedded()) {
        // the better reason, where another GES has the directory and the ports
        closer.add(DirectoryLock.take(config.embedded().dataDirectory()));
      }
      var settled = new Settled(Ports.settle(config), settings, time);
      return config.isEmbedded()
          ? embedded(settled, closer)
          : started(settled, (Backends.Configured) config.backends(), closer);
    } catch (RuntimeException | Error e) {
      closer.close();
      throw e;
    }
  }

  /** All that was found before anything was started. */
  private record Settled(Config config, List<InitialSettings> settings, NodeTime time) {

    Settled with(Config known) {
      return new Settled(known, settings, time);
    }
  }

  private static GesServer embedded(Settled settled, Closer closer) {
    var config = settled.config();
    var home = config.embedded().dataDirectory();
    Endpoints.remove(home);
    boolean hasKey = !config.rules().secretKeys().isEmpty();
    var keyed = hasKey ? config : config.with(EmbeddedStack.secretKeys(home));
    var stack = EmbeddedStack.start(keyed, closer);
    var known = keyed
        .with(stack.genesys().access())
        .with(keyed.rules().internet().completed(stack.google()));
    var node = node(settled.with(known), stack.backends(), closer);
    var endpoints = endpoints(known, stack.genesys().apiKey());
    if (settled.settings().isEmpty()) {
      FirstPublication.publish(known, endpoints.internal(), node.tenants());
    }
    endpoints.write(home);
    closer.add(() -> Endpoints.remove(home));
    return new GesServer(endpoints, node, Optional.of(stack.platform()), closer);
  }

  private static GesServer started(Settled settled, Backends.Configured backends, Closer closer) {
    var node = node(settled, backends, closer);
    return new GesServer(endpoints(settled.config(), ""), node, Optional.empty(), closer);
  }

  private static Node node(Settled settled, Backends.Configured backends, Closer closer) {
    var node = closer.add(Wiring.node(settled.config(), backends, settled.time(), closer));
    node.start(settled.settings());
    return node;
  }

  /** Returns the base of the external API, with a slash at its end. */
  public URI externalUri() {
    return endpoints.external();
  }

  /** Returns the base of the internal API, with a slash at its end. */
  public URI internalUri() {
    return endpoints.internal();
  }

  /** Returns the base of the user interface, with a slash at its end. */
  public URI uiUri() {
    return endpoints.ui();
  }

  /** Returns a key for the external API, empty if none is configured; a secret. */
  public String apiKey() {
    return endpoints.apiKey();
  }

  /** Returns the simulated voice platform, if this server brings one along. */
  public Optional<SimulatedPlatform> platform() {
    return platform;
  }

  /** Returns the engine behind the listeners. */
  public Ges engine() {
    return node.engine();
  }

  /** Ends everything in good order; nothing runs on return. */
  @Override
  public void close() {
    closer.close();
  }

  private static Endpoints endpoints(Config config, String apiKey) {
    var server = config.server();
    var key = config.rules().access().apiKeys().keySet().stream()
        .map(Secret::value)
        .sorted()
        .findFirst()
        .orElse(apiKey);
    return new Endpoints(
        Ports.uri(server.bindAddress(), server.externalPort()),
        Ports.uri(server.bindAddress(), server.internalPort()),
        key);
  }

  private static InstantSource clock(Config config) {
    var start = config.node().testClock();
    if (start == null) {
      return InstantSource.system();
    }
    var ahead = Duration.between(Instant.now(), start);
    return InstantSource.offset(InstantSource.system(), ahead);
  }
}
