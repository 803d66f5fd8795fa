/** Capacity of scheduled callbacks: the grid of slots, what they take and what is free. */
@NullMarked
package io.openges.domain.capacity;

import org.jspecify.annotations.NullMarked;
