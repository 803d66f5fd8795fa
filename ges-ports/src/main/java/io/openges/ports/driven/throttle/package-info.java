/** Driven port of what counts accepted bookings. */
@NullMarked
package io.openges.ports.driven.throttle;

import org.jspecify.annotations.NullMarked;
