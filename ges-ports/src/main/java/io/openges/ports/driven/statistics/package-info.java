/** Driven port on the figures of the contact center. */
@NullMarked
package io.openges.ports.driven.statistics;

import org.jspecify.annotations.NullMarked;
