package io.openges.adapter.http.internal;

import io.openges.ports.driven.Dependency;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How this node is (specification 5.3). Answers from memory, at once. Safe for use by many threads
 * at once.
 */
public interface HealthReport {

  /** Says whether the process and its schedulers make progress. */
  boolean isLive();

  /** Says whether this node may be sent requests. */
  boolean isReady();

  /** Returns all that is known. */
  Detail detail();

  /**
   * All that is known.
   *
   * @param status how things stand
   * @param version of the software
   * @param node this node
   * @param dependencies what is known of each dependency; one that is not configured is left out
   * @param nodes the other nodes
   */
  record Detail(
      Status status,
      String version,
      Node node,
      Map<Dependency, State> dependencies,
      List<Peer> nodes) {

    /** Copies the collections. */
    public Detail {
      dependencies = Map.copyOf(dependencies);
      nodes = List.copyOf(nodes);
    }
  }

  /** How things stand. */
  enum Status {
    /** Everything answers. */
    UP,
    /** Something that can be done without for a while does not answer. */
    DEGRADED,
    /** PostgreSQL does not answer. */
    DOWN
  }

  /**
   * This node.
   *
   * @param id its name among the nodes
   * @param host the machine's or pod's name
   * @param region where it runs, null if it was not said
   * @param startedAt when it started
   * @param uptimeSeconds for how long it has run, 0 or more
   */
  record Node(
      String id, String host, @Nullable String region, Instant startedAt, long uptimeSeconds) {}

  /**
   * What is known of a dependency.
   *
   * @param up whether it answers
   * @param latencyMs how long its last answer took, milliseconds, null if unknown
   * @param since since when it has been up or down, null if unknown
   * @param detail what is wrong, without any secret; null if nothing is
   */
  record State(
      boolean up,
      @Nullable Long latencyMs,
      @Nullable Instant since,
      @Nullable String detail) {}

  /**
   * Another node.
   *
   * @param id its name
   * @param lastSeen when it last gave a sign of life
   * @param status how it said things stood there
   */
  record Peer(String id, Instant lastSeen, Status status) {}
}
