package io.openges.adapter.ors.urs;

import static java.util.Objects.requireNonNull;

import io.openges.adapter.ors.http.PlatformClient;
import io.openges.adapter.ors.http.PlatformClient.Counts;
import io.openges.adapter.ors.urs.Recollection.Known;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.WaitTimeCache;
import io.openges.ports.driven.queue.WaitTimes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Waiting times from the routing servers (specification 17.4), each kept for 5 seconds, and used up
 * to 60 seconds old while no server answers. Callers that ask for the same queue at once share one
 * call; when the servers have been silent, only the one that looks for them waits. What customers'
 * questions bring is shared with the other nodes; bookings and dispatch take what this node knows
 * or ask the servers, so that they never wait for the cache.
 *
 * <p>Failures count against a server, and raise the alarm that all are down, only where the queue
 * is one of the tenant's settings: on names that customers make up a server may fail or hang
 * without being down, and nobody's question is to keep others' from being asked.
 *
 * <p>Safe for use by many threads at once.
 */
public final class UrsWaitTimes implements WaitTimes, AutoCloseable {

  private final boolean apart;
  private final UrsClient client;
  private final WaitTimeCache shared;
  private final LongSupplier nanoTime;
  private final Recollection recollection;
  private final Crowd crowd;
  private final Map<Question, CompletableFuture<WaitTime>> underWay = new ConcurrentHashMap<>();
  private volatile boolean allDown;

  /**
   * Makes the adapter.
   *
   * @param environments the environment id of a tenant, empty if it is not known; asked only if the
   *     configuration has a place for it
   * @param preferred the regions of a queue's rule, best first; must not block or throw
   * @param shared what the nodes tell each other
   * @param nanoTime elapsed time in nanoseconds, from any start
   */
  public UrsWaitTimes(
      UrsConfig config,
      Function<TenantId, Optional<String>> environments,
      BiFunction<TenantId, QueueName, List<String>> preferred,
      PlatformClient client,
      WaitTimeCache shared,
      LongSupplier nanoTime) {
    this.apart = config.tellsTenantsApart();
    this.client = new UrsClient(config, environments, preferred, client, nanoTime);
    this.shared = requireNonNull(shared, "shared");
    this.nanoTime = nanoTime;
    this.recollection = new Recollection(nanoTime);
    this.crowd = new Crowd(PlatformClient.LONGEST_CALL, nanoTime);
  }

  @Override
  public WaitTime read(TenantId tenant, QueueName queue, WaitTimeMode mode) {
    if (!client.isConfigured()) {
      return WaitTime.UNAVAILABLE;
    }
    var question = new Question(tenant, queue, new Method(mode, false));
    return recollection.fresh(question).orElseGet(() -> askOnce(question, Counts.FAILURES));
  }

  @Override
  public WaitTime lastKnown(TenantId tenant, QueueName queue, WaitTimeMode mode) {
    return recollection.last(new Question(tenant, queue, new Method(mode, false)));
  }

  @Override
  public Map<QueueName, WaitTime> readAll(
      TenantId tenant, Set<QueueName> configured, Set<QueueName> others, Method method) {
    var answers = new HashMap<QueueName, WaitTime>();
    var queues = new HashSet<>(configured);
    queues.addAll(others);
    if (client.isConfigured()) {
      recall(tenant, queues, method, answers);
      learn(tenant, without(queues, answers), method, answers);
      ask(tenant, without(queues, answers), new Asking(method, configured), answers);
    }
    // whoever was not answered in time is served with what was heard before
    queues.forEach(queue -> answers.computeIfAbsent(
        queue, late -> recollection.last(new Question(tenant, late, method))));
    return Map.copyOf(answers);
  }

  @Override
  public boolean tellsTenantsApart() {
    return apart;
  }

  /**
   * Says whether all routing servers were silent or failed when last asked; false if none is
   * configured.
   */
  public boolean allDown() {
    return allDown;
  }

  /** Says whether any routing server is configured. */
  public boolean isConfigured() {
    return client.isConfigured();
  }

  /**
   * Asks the servers for a sign of life and says whether any gave one; where their addresses depend
   * on the tenant it says how the last question fared instead.
   */
  public boolean ping() {
    client.ping().ifPresent(alive -> allDown = !alive);
    return !allDown;
  }

  /** Ends the threads that ask for many queues at once. */
  @Override
  public void close() {
    crowd.close();
  }

  /** Answers from what this node has heard. */
  private void recall(
      TenantId tenant, Set<QueueName> queues, Method method, Map<QueueName, WaitTime> answers) {
    for (var queue : queues) {
      recollection
          .fresh(new Question(tenant, queue, method))
          .ifPresent(waitTime -> answers.put(queue, waitTime));
    }
  }

  /** Answers from what other nodes have heard; what is old is kept for want of anything better. */
  private void learn(
      TenantId tenant, Set<QueueName> queues, Method method, Map<QueueName, WaitTime> answers) {
    if (queues.isEmpty()) {
      return;
    }
    shared.find(tenant, queues, method).forEach((queue, heard) -> {
      var question = new Question(tenant, queue, method);
      recollection.learn(question, heard);
      recollection.fresh(question).ifPresent(waitTime -> answers.put(queue, waitTime));
    });
  }

  /** Asks the servers, for several queues at once, and tells the other nodes. */
  private void ask(
      TenantId tenant, Set<QueueName> queues, Asking asking, Map<QueueName, WaitTime> answers) {
    var method = asking.method();
    answers.putAll(crowd.ask(
        queues, queue -> askOnce(new Question(tenant, queue, method), asking.counts(queue))));
    var heard = new HashMap<QueueName, WaitTime>();
    for (var queue : queues) {
      recollection
          .justHeard(new Question(tenant, queue, method))
          .ifPresent(waitTime -> heard.put(queue, waitTime));
    }
    if (!heard.isEmpty()) {
      shared.put(tenant, heard, method);
    }
  }

  private WaitTime askOnce(Question question, Counts counts) {
    var mine = new CompletableFuture<WaitTime>();
    var others = underWay.putIfAbsent(question, mine);
    if (others != null) {
      return recollection.sinceSilence(question).orElseGet(others::join);
    }
    try {
      mine.complete(ask(question, counts));
    } finally {
      underWay.remove(question, mine);
      mine.complete(WaitTime.UNAVAILABLE);
    }
    return mine.join();
  }

  private WaitTime ask(Question question, Counts counts) {
    var heard = client.ask(question, counts);
    heard
        .alive()
        .filter(alive -> alive || counts != Counts.NOTHING)
        .ifPresent(alive -> allDown = !alive);
    long now = nanoTime.getAsLong();
    var known = heard
        .waitTime()
        .map(value -> new Known(value, now, now))
        .orElseGet(() -> recollection.stillSilent(question, now));
    return recollection.remember(question, known);
  }

  private static Set<QueueName> without(Set<QueueName> queues, Map<QueueName, WaitTime> answers) {
    var left = new HashSet<>(queues);
    left.removeAll(answers.keySet());
    return left;
  }

  /** How several queues are asked for, and of which of them failures count. */
  private record Asking(Method method, Set<QueueName> configured) {

    Counts counts(QueueName queue) {
      return configured.contains(queue) ? Counts.FAILURES : Counts.NOTHING;
    }
  }

  /** What is asked of a routing server. */
  record Question(TenantId tenant, QueueName queue, Method method) {}
}
