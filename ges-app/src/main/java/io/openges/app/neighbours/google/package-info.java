/**
 * Simulated services of Google on one port of loopback, as GES asks the real ones (specification
 * 17.6). They keep everything in memory.
 */
@NullMarked
package io.openges.app.neighbours.google;

import org.jspecify.annotations.NullMarked;
