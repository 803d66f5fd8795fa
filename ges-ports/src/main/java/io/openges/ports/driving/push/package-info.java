/** Telling customers' devices. */
@NullMarked
package io.openges.ports.driving.push;

import org.jspecify.annotations.NullMarked;
