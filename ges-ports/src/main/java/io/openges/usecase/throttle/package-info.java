/** How much may be booked, whatever room there is. */
@NullMarked
package io.openges.usecase.throttle;

import org.jspecify.annotations.NullMarked;
