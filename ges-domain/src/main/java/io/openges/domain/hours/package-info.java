/** Business hours: when an office is open, exactly, through every change of the clocks. */
@NullMarked
package io.openges.domain.hours;

import org.jspecify.annotations.NullMarked;
