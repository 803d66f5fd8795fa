/** The ports of the hexagon: what GES can do, and what it needs for it. */
@NullMarked
package io.openges.ports;

import org.jspecify.annotations.NullMarked;
