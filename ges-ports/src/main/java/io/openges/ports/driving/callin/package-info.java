/** Driving ports: customers ask for a number to call, and calls that come in are known again. */
@NullMarked
package io.openges.ports.driving.callin;

import org.jspecify.annotations.NullMarked;
