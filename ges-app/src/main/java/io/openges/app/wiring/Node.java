package io.openges.app.wiring;

import static java.util.Objects.requireNonNull;

import io.openges.adapter.http.HttpServers;
import io.openges.adapter.http.HttpServices;
import io.openges.adapter.http.listener.HttpConfig;
import io.openges.app.worker.Workers;
import io.openges.domain.phone.DialledNumber;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.usecase.Ges;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node from its start to its end: it takes requests when everything it needs is there, and takes
 * no more before it gives back what it holds. Safe for use by many threads at once; started once.
 */
public final class Node implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  /** More than a round of dispatch takes in good order; claims are given back after it. */
  private static final Duration ROUND = Duration.ofSeconds(10);

  /** Workers that only look after things are not worth waiting for. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final Ges ges;
  private final Parts parts;
  private final HttpConfig httpConfig;
  private final HttpServices services;
  private final Grace grace;
  private volatile @Nullable HttpServers http;

  /**
   * Makes a node that does nothing yet.
   *
   * @param grace how long what is running may take to end
   */
  Node(Ges ges, Parts parts, HttpConfig httpConfig, HttpServices services, Grace grace) {
    this.ges = requireNonNull(ges, "ges");
    this.parts = requireNonNull(parts, "parts");
    this.httpConfig = requireNonNull(httpConfig, "httpConfig");
    this.services = requireNonNull(services, "services");
    this.grace = requireNonNull(grace, "grace");
  }

  /** What works in the background, and what tells of it. */
  record Parts(
      Dispatchers dispatchers, Workers workers, SettingsRefresh refresh, NodeHealth health) {}

  /**
   * Puts publications in force, loads settings, starts the workers and then the listeners.
   *
   * @param publications tables to put in force first, of all tenants
   */
  public synchronized void start(Collection<InitialSettings> publications) {
    if (!publications.isEmpty()) {
      var tenants = tenants();
      publications.forEach(
          one -> tenants.forEach(tenant -> one.publish(ges.publishSettings(), tenant)));
    }
    parts.refresh().run();
    release();
    parts.workers().start();
    parts.dispatchers().workers().start();
    var listening = HttpServers.start(httpConfig, services);
    http = listening;
    parts.refresh().prepares(listening::prepareMetrics);
    parts.health().taking(true);
    LOG.info(
        "ready: external port {}, internal port {}",
        listening.externalPort(),
        listening.internalPort());
    warmUp();
  }

  /**
   * The first customer is not to wait for numbering plans to be loaded, and neither is the start.
   */
  private static void warmUp() {
    var number = new DialledNumber("+16502530000", true, "US");
    var thread = new Thread(() -> Ges.Numbers.KNOWN.plan().read(number), "ges-numbers");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns all tenants, none if nobody says who they are. */
  public Set<TenantId> tenants() {
    var tenants = Set.<TenantId>of();
    try {
      tenants = services.around().tenants().all();
    } catch (DependencyUnavailableException e) {
      LOG.warn("who the tenants are cannot be found out: {}", e.getMessage());
    }
    if (tenants.isEmpty()) {
      LOG.warn("no tenant is known, so settings are put in force for nobody");
    }
    return tenants;
  }

  /** Returns the engine, for tests that look behind the listeners. */
  public Ges engine() {
    return ges;
  }

  /**
   * Finishes what is running and gives back what it has claimed, all within the time of grace:
   * requests end while the dispatchers do, and the claims are free as soon as those have ended.
   */
  @Override
  public synchronized void close() {
    grace.begin();
    parts.health().taking(false);
    parts.dispatchers().workers().drain();
    parts.workers().drain();
    var requests = grace.start("shutdown-http", this::stopListening);
    parts.dispatchers().workers().stop(grace.forWork(ROUND));
    grace.await("giving back claims", grace.start("shutdown-claims", this::release));
    parts.workers().stop(SHORT);
    grace.await("the listeners", requests);
    grace.await("writing refusals", grace.start("shutdown-refusals", this::writeRefusals));
    LOG.info("stopped");
  }

  private void stopListening() {
    var listening = http;
    if (listening != null) {
      listening.stop(grace.forWork());
    }
  }

  private void writeRefusals() {
    ges.questions().refused().write();
  }

  private void release() {
    try {
      ges.dispatchDue().release();
    } catch (DependencyUnavailableException e) {
      LOG.warn("claims end with their leases: {}", e.getMessage());
    }
  }
}
