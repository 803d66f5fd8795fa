/** A working implementation of every driven port that keeps everything in memory. */
@NullMarked
package io.openges.ports.memory;

import org.jspecify.annotations.NullMarked;
