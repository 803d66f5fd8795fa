/**
 * Simulated Genesys Web Services: Authentication, Environment, Configuration and Statistics on one
 * port of loopback, as GES asks the real ones (specification 17.5). They keep everything in memory.
 */
@NullMarked
package io.openges.app.neighbours.gws;

import org.jspecify.annotations.NullMarked;
