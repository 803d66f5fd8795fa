package io.openges.adapter.http;

import io.openges.adapter.http.external.CallInPorts;
import io.openges.adapter.http.external.CallbackPorts;
import io.openges.adapter.http.external.QueuePorts;
import io.openges.adapter.http.internal.AdminPorts;
import io.openges.adapter.http.internal.HealthReport;
import io.openges.adapter.http.listener.Listeners;
import java.util.function.Supplier;

/**
 * What the HTTP side drives and needs. Immutable and thread-safe.
 *
 * @param callbacks the ports about callbacks
 * @param queues the ports about queues
 * @param callIns the ports about click-to-call-in
 * @param administration the ports a tenant's people set things with
 * @param health reports this node's health
 * @param metrics writes all metrics in the text format 0.0.4
 * @param around tenants, origins, where to count, and the clock
 */
public record HttpServices(
    CallbackPorts callbacks,
    QueuePorts queues,
    CallInPorts callIns,
    AdminPorts administration,
    HealthReport health,
    Supplier<String> metrics,
    Listeners.Surroundings around) {}
