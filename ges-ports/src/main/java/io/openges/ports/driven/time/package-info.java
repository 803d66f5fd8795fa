/** Driven ports: what time it is elsewhere. */
@NullMarked
package io.openges.ports.driven.time;

import org.jspecify.annotations.NullMarked;
