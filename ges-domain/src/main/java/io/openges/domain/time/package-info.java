/** Stretches of the time-line, without zones. */
@NullMarked
package io.openges.domain.time;

import org.jspecify.annotations.NullMarked;
