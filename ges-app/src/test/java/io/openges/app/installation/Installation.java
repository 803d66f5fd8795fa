package io.openges.app.installation;

import static java.util.Objects.requireNonNull;

import io.openges.app.wiring.NodeTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Nodes of GES on servers of their own, with a voice platform. Tests that share an installation do
 * not see each other, for each takes a tenant of its own. Safe for use by many threads at once.
 */
public final class Installation implements AutoCloseable {

  private static @Nullable Installation shared;

  private final Servers servers;
  private final TestClock clock = new TestClock(TestClock.MONDAY_AT_TEN);
  private final List<Node> nodes = new CopyOnWriteArrayList<>();
  private final AtomicInteger tenants = new AtomicInteger();
  private final AtomicInteger processes = new AtomicInteger();
  private final Map<String, String> environment;

  private Installation(Servers servers) {
    this.servers = servers;
    this.environment = new ConcurrentHashMap<>(servers.environment());
  }

  /**
   * Returns an installation of three nodes for all tests of this JVM that break nothing and leave
   * the clock alone; it ends with the JVM.
   */
  public static synchronized Installation shared() {
    if (shared == null) {
      var started = ofNodes(3, Map.of());
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      shared = started;
    }
    return requireNonNull(shared);
  }

  /**
   * Starts nodes in this process, which live by {@link #clock()}.
   *
   * @param changes variables of the nodes' environment that differ from the usual ones
   */
  public static Installation ofNodes(int count, Map<String, String> changes) {
    return ofNodes(count, servers -> changes);
  }

  /**
   * Does the same, with variables that depend on the servers, which run already.
   *
   * @param changes tells them; an error of it ends the servers
   */
  public static Installation ofNodes(int count, Function<Servers, Map<String, String>> changes) {
    return start(
        changes, installation -> IntStream.range(0, count).forEach(n -> installation.addNode()));
  }

  /**
   * Starts nodes in processes of their own, which live by the system's clock.
   *
   * @param changes variables of the nodes' environment that differ from the usual ones
   */
  public static Installation ofProcesses(int count, Map<String, String> changes) {
    return start(servers -> changes, installation -> {
      var started =
          IntStream.range(0, count).mapToObj(n -> installation.startProcess()).toList();
      started.forEach(NodeProcess::awaitReady);
    });
  }

  private static Installation start(
      Function<Servers, Map<String, String>> changes, Consumer<Installation> starter) {
    var installation = new Installation(Servers.start());
    try {
      installation.environment.putAll(changes.apply(installation.servers));
      starter.accept(installation);
      return installation;
    } catch (RuntimeException | Error e) {
      installation.close();
      throw e;
    }
  }

  private Node startNode(String id, NodeTime time) {
    var own = new HashMap<>(environment);
    own.put("GES_NODE_ID", id);
    if (!nodes.isEmpty()) {
      // A port that is given is the first node's, where sessions report.
      own.remove("GES_INTERNAL_PORT");
    }
    return NodeInside.start(own, time);
  }

  private NodeProcess startProcess() {
    return startProcess("node-" + processes.getAndIncrement());
  }

  private NodeProcess startProcess(String id) {
    var node = NodeProcess.start(id, environment, servers.directory());
    nodes.add(node);
    return node;
  }

  /** Starts one more node in this process. */
  public Node addNode() {
    return addNode(NodeTime.by(clock));
  }

  /** Starts one more node in this process, which takes something else for the time. */
  public Node addNode(NodeTime time) {
    var node = startNode("node-" + nodes.size(), time);
    nodes.add(node);
    return node;
  }

  /** Replaces a process that is gone by a new one, which is ready. */
  public NodeProcess replace(NodeProcess gone) {
    nodes.remove(gone);
    return startProcess().awaitReady();
  }

  /** Starts a process that is gone again, under its name; it is ready on return. */
  public NodeProcess restart(NodeProcess gone) {
    nodes.remove(gone);
    return startProcess(gone.id()).awaitReady();
  }

  /** Returns the servers the nodes stand on. */
  public Servers servers() {
    return servers;
  }

  /** Returns the clock of the nodes inside this process. */
  public TestClock clock() {
    return clock;
  }

  /** Returns the time of the nodes inside this process. */
  public Instant now() {
    return clock.instant();
  }

  /** Returns the stream of new callbacks. */
  public VoiceStream stream() {
    return new VoiceStream(servers.voice());
  }

  /** Returns what PostgreSQL holds. */
  public Ledger ledger() {
    return new Ledger(servers.postgres());
  }

  /** Returns the orchestration and routing servers. */
  public VoicePlatform platform() {
    return servers.platform();
  }

  /** Returns a node, counted from 0. */
  public Node node(int number) {
    return nodes.get(number);
  }

  /** Returns the nodes that are processes. */
  public List<NodeProcess> processes() {
    return nodes.stream().map(NodeProcess.class::cast).toList();
  }

  /** Returns a tenant that nobody has used yet, without settings. */
  public Tenant tenant() {
    int number = tenants.getAndIncrement();
    return new Tenant(Servers.ccid(number), Servers.key(number), node(0));
  }

  /** Returns a tenant that nobody has used yet, with settings that all nodes know. */
  public Tenant tenant(Publication publication) {
    var tenant = tenant();
    publish(tenant, publication);
    return tenant;
  }

  /** Publishes settings and returns when every node knows all their queues. */
  public void publish(Tenant tenant, Publication publication) {
    var answer = Eventually.find(
        "a publication that is not answered with 503",
        () -> Optional.of(tenant.publish(publication)).filter(one -> one.status() != 503));
    if (answer.status() != 200) {
      throw new AssertionError("publication: " + answer.status() + " " + answer.text());
    }
    for (var node : nodes) {
      for (var queue : publication.queueNames()) {
        Eventually.holds(
            queue + " is known",
            () -> tenant.at(node).ask("callbacks/queue-status/" + queue).status() == 200);
      }
    }
  }

  @Override
  public void close() {
    var closing = new ArrayList<>(nodes);
    closing.forEach(Node::close);
    servers.close();
  }
}
