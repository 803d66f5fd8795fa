package io.openges.adapter.http.internal;

import io.openges.ports.driving.queue.KeepCapacityRules;
import io.openges.ports.driving.queue.PublishSettings;

/**
 * The ports through which a tenant's people set how callbacks are offered. Immutable and
 * thread-safe.
 *
 * @param settings publishes settings
 * @param capacityRules keeps capacity rules
 */
public record AdminPorts(PublishSettings settings, KeepCapacityRules capacityRules) {}
