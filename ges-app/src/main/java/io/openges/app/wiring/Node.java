package io.openges.app.wiring;

import static java.util.Objects.requireNonNull;

import io.openges.adapter.http.HttpServers;
import io.openges.adapter.http.HttpServices;
import io.openges.adapter.http.listener.HttpConfig;
import io.openges.app.worker.Workers;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.usecase.Ges;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node from its start to its end: it takes requests when everything it needs is there, and takes
 * no more before it gives back what it holds. Safe for use by many threads at once; started once.
 */
public final class Node implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  private final Ges ges;
  private final Parts parts;
  private final HttpConfig httpConfig;
  private final HttpServices services;
  private final Duration grace;
  private @Nullable HttpServers http;

  /**
   * Makes a node that does nothing yet.
   *
   * @param grace how long what is running may take to end
   */
  Node(Ges ges, Parts parts, HttpConfig httpConfig, HttpServices services, Duration grace) {
    this.ges = requireNonNull(ges, "ges");
    this.parts = requireNonNull(parts, "parts");
    this.httpConfig = requireNonNull(httpConfig, "httpConfig");
    this.services = requireNonNull(services, "services");
    this.grace = requireNonNull(grace, "grace");
  }

  /** What works in the background, and what tells of it. */
  record Parts(Workers workers, SettingsRefresh refresh, NodeHealth health) {}

  /**
   * Puts publications in force, loads settings, starts the workers and then the listeners.
   *
   * @param publications tables to put in force first, of the tenants
   */
  public synchronized void start(
      Collection<TenantId> tenants, Collection<InitialSettings> publications) {
    for (var tenant : tenants) {
      publications.forEach(one -> one.publish(ges.publishSettings(), tenant));
    }
    parts.refresh().run();
    parts.workers().start();
    http = HttpServers.start(httpConfig, services);
    parts.health().taking(true);
    LOG.info("ready: external port {}, internal port {}", http.externalPort(), http.internalPort());
  }

  /** Returns the engine, for tests that look behind the listeners. */
  public Ges engine() {
    return ges;
  }

  /** Finishes what is running, within the time of grace, and gives back what it has claimed. */
  @Override
  public synchronized void close() {
    parts.health().taking(false);
    parts.workers().drain();
    if (http != null) {
      http.stop();
      http = null;
    }
    parts.workers().stop(grace);
    try {
      ges.dispatchDue().release();
    } catch (DependencyUnavailableException e) {
      LOG.warn("claims end with their leases: {}", e.getMessage());
    }
    LOG.info("stopped");
  }
}
