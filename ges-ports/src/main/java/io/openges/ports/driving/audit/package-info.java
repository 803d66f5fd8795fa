/** Driving ports of the audit. */
@NullMarked
package io.openges.ports.driving.audit;

import org.jspecify.annotations.NullMarked;
