/** How customers' devices are reached. */
@NullMarked
package io.openges.ports.driven.push;

import org.jspecify.annotations.NullMarked;
