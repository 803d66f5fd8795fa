package io.openges.adapter.http.external;

import io.openges.ports.driving.explain.Explain;
import io.openges.ports.driving.explain.RefusedRequests;
import io.openges.ports.driving.queue.AskQueue;
import io.openges.ports.driving.queue.EstimateWait;
import io.openges.ports.driving.statistics.AskStatistics;

/**
 * The driving ports about queues. Immutable and thread-safe.
 *
 * @param askQueue about slots, opening hours and what a queue offers
 * @param estimateWait about waiting times
 * @param explain about reasons, for operators
 * @param refused remembers why requests were refused
 * @param statistics about figures
 */
public record QueuePorts(
    AskQueue askQueue,
    EstimateWait estimateWait,
    Explain explain,
    RefusedRequests refused,
    AskStatistics statistics) {}
