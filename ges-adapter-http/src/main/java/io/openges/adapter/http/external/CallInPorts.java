package io.openges.adapter.http.external;

import io.openges.ports.driving.callin.CallIns;
import io.openges.ports.driving.callin.KeepCallInGroups;

/**
 * The driving ports about click-to-call-in. Immutable and thread-safe.
 *
 * @param callIns gives numbers to call, and knows the calls again
 * @param groups keeps the groups of numbers
 */
public record CallInPorts(CallIns callIns, KeepCallInGroups groups) {}
