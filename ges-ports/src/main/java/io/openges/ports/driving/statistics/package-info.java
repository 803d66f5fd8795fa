/** Driving port for questions about the figures of the contact center. */
@NullMarked
package io.openges.ports.driving.statistics;

import org.jspecify.annotations.NullMarked;
